package io.creditplatform.service;

import io.creditplatform.console.Json;
import io.creditplatform.console.StopSignal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** How a job gets on, as server-sent events: one for each change, until it waits for nothing more. Each stream has a thread of its own. */
final class JobEvents implements StreamingResponseBody {

    private static final Duration PAUSE = Duration.ofMillis(250);

    /** A line that says nothing, so that nobody between takes the connection for dead. */
    private static final int SILENT_PAUSES = 60;

    private final Supplier<JobAnswer> job;
    private final StopSignal stop;

    JobEvents(Supplier<JobAnswer> job, StopSignal stop) {
        this.job = job;
        this.stop = stop;
    }

    @Override
    public void writeTo(OutputStream stream) throws IOException {
        String last = "";
        int number = 0;
        int silent = 0;
        boolean over = false;
        while (!over && !stop.isRequested()) {
            JobAnswer now = job.get();
            String text = Json.MAPPER.writeValueAsString(now);
            over = now.endedAt() != null;
            if (!text.equals(last)) {
                write(stream, "id: " + ++number + "\nevent: job\ndata: " + text + "\n\n");
                last = text;
                silent = 0;
            } else if (++silent % SILENT_PAUSES == 0) {
                write(stream, ":\n\n");
            }
            if (!over) {
                rest();
            }
        }
    }

    private static void write(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    private static void rest() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
