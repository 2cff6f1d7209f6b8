package io.creditplatform.analytics.web;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * What goes to a client, as long as that reads at a pace. Who reads nothing at all is noticed by Tomcat; but a byte now and then
 * would hold a thread for as long as the client likes. The time in which nothing is there to be written is not the client's.
 */
final class PacedStream extends ServletOutputStream {

    /** What a client must read on average. A modem of last century's end is faster. */
    static final int LEAST_BYTES_PER_SECOND = 4096;

    /** How long the client is waited for before its pace counts. */
    static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ServletOutputStream client;
    private final Ticker ticker;
    private long bytes;
    private long nanos;

    PacedStream(ServletOutputStream client, Ticker ticker) {
        this.client = client;
        this.ticker = ticker;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /**
     * Writes piece by piece, so that one call does not take for ever either.
     *
     * @throws SlowClientException if the client does not keep the pace
     */
    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int piece = Math.min(length - done, LEAST_BYTES_PER_SECOND);
            long start = ticker.read();
            client.write(from, offset + done, piece);
            count(piece, start);
            done += piece;
        }
    }

    @Override
    public void flush() throws IOException {
        long start = ticker.read();
        client.flush();
        count(0, start);
    }

    private void count(int written, long start) throws IOException {
        bytes += written;
        nanos += ticker.read() - start;
        if (nanos > GRACE_NANOS && bytes < nanos / NANOS_PER_SECOND * LEAST_BYTES_PER_SECOND) {
            throw new SlowClientException(bytes, TimeUnit.NANOSECONDS.toSeconds(nanos));
        }
    }

    @Override
    public boolean isReady() {
        return client.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        client.setWriteListener(listener);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    /** The client reads too slowly. */
    static final class SlowClientException extends IOException {

        private static final long serialVersionUID = 1L;

        SlowClientException(long bytes, long seconds) {
            super("the client read " + bytes + " bytes in " + seconds + " s, expected " + LEAST_BYTES_PER_SECOND
                    + " a second and more");
        }
    }
}
