package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How slowly a client may read. */
class PacedStreamTest {

    private long now;
    private long nanosPerByte;
    private long received;

    private final PacedStream stream = new PacedStream(
            new ServletOutputStream() {
                @Override
                public void write(int b) {
                    now += nanosPerByte;
                    received++;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }
            },
            () -> now);

    @Test
    void whoReadsAtThePaceGetsEverything() throws IOException {
        nanosPerByte = TimeUnit.SECONDS.toNanos(1) / PacedStream.LEAST_BYTES_PER_SECOND;
        stream.write(new byte[100 * PacedStream.LEAST_BYTES_PER_SECOND]);
        stream.flush();
        assertThat(received).isEqualTo(100 * 4096);
    }

    @Test
    void whoReadsMoreSlowlyIsCutOffWithinTheSameAnswer() {
        nanosPerByte = TimeUnit.SECONDS.toNanos(1) / 1000;
        assertThatThrownBy(() -> stream.write(new byte[100 * PacedStream.LEAST_BYTES_PER_SECOND]))
                .isInstanceOf(PacedStream.SlowClientException.class)
                .hasMessage("the client read 12288 bytes in 12 s, expected 4096 a second and more");
        assertThat(received).isEqualTo(3 * 4096);
    }

    @Test
    void timeInWhichNothingIsWrittenIsNotTheClients() throws IOException {
        for (int i = 0; i < 100; i++) {
            stream.write(1);
            now += TimeUnit.HOURS.toNanos(1);
        }
        assertThat(received).isEqualTo(100);
    }

    @Test
    void aPauseIsAllowed() throws IOException {
        nanosPerByte = PacedStream.GRACE_NANOS;
        stream.write(1);
        assertThatThrownBy(() -> stream.write(1)).isInstanceOf(PacedStream.SlowClientException.class);
    }
}
