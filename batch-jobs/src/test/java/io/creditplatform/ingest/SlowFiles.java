package io.creditplatform.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** Files of which one stops answering, as on a disk in the network, deaf to interrupts, until it is let go of. */
public final class SlowFiles implements AutoCloseable {

    private final String name;
    private final int opening;
    private final long bytes;
    private final Runnable waiting;
    private final Map<String, Integer> openings = new ConcurrentHashMap<>();
    private final CountDownLatch answers = new CountDownLatch(1);

    /**
     * @param name of the file
     * @param opening the how manieth time that it is opened it stops to answer, from 1
     * @param bytes after how many bytes
     * @param waiting is run just before
     */
    public SlowFiles(String name, int opening, long bytes, Runnable waiting) {
        this.name = name;
        this.opening = opening;
        this.bytes = bytes;
        this.waiting = waiting;
    }

    /** The extract in a folder, as these files give it. */
    public Extract extract(Path folder, BooleanSupplier stopRequested) {
        return Extract.read(folder, Set.of(), warning -> {}, ExtractFile.UNCUT, this::open, stopRequested);
    }

    /** How often the file was opened. */
    public int openings() {
        return openings.getOrDefault(name, 0);
    }

    private InputStream open(Path file) throws IOException {
        String opened = String.valueOf(file.getFileName());
        int count = openings.merge(opened, 1, Integer::sum);
        InputStream stream = PlainFile.open(file);
        return opened.equals(name) && count == opening ? new Slow(stream) : stream;
    }

    private final class Slow extends FilterInputStream {

        private long left = bytes;

        Slow(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                waiting.run();
                awaitAnswer();
                left = Long.MAX_VALUE;
            }
            int count = super.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        private void awaitAnswer() {
            while (answers.getCount() > 0) {
                try {
                    answers.await();
                } catch (InterruptedException e) {
                    // A disk that does not answer does not care.
                }
            }
        }
    }

    @Override
    public void close() {
        answers.countDown();
    }
}
