package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads a feed's file in blocks of rows, on a thread of its own, so that parsing and validating go on while the step
 * writes. Restartable: the load's own table tells how many records the committed blocks held, since it is written in the
 * same transaction as their rows. The step's execution context would not do: on a restart Spring Batch hands it on in a
 * transaction of its own, and a process that is killed just before that leaves a step that seems never to have begun.
 * Its own thread reads, and may begin before the step does. While a step goes through one file, the next one is read already,
 * but no other: what waits in memory is of two files at most.
 * Several threads work on it: the step calls its methods, its own one reads ahead, and that of the file before may have it begin;
 * they share the queue and the word that it is closed, and take turns in beginning.
 */
final class BlockReader implements ItemStreamReader<RowBlock>, StepExecutionListener {

    /** Rows of a block; large enough that handing over and the framework's own work for an item do not show. */
    static final int BLOCK_ROWS = 1_000;

    /** Characters after which a block ends early, so that very long rows do not add up in memory. */
    private static final int BLOCK_CHARACTERS = 1024 * 1024;

    /** Blocks that may wait for the writer: those of a chunk, so that reading does not stand still while one is written. */
    private static final int READ_AHEAD = 10;

    /** How many pauses the thread that reads has to end; else it is left to itself, and holds up no end of the process. */
    private static final int CLOSING_PAUSES = 300;

    /** Stands in the queue for the end of the file. */
    private record End(Leftovers leftovers) {}

    private final ExtractFile file;
    private final FilePart part;
    private final Database database;
    private final BooleanSupplier stopRequested;
    private final LongSupplier committed;
    private final LongConsumer progress;
    private final Consumer<Leftovers> leftovers;
    private final @Nullable BlockReader next;

    /** A thread that is left to itself keeps the one that it was given, so that nothing of it comes into the next. */
    private volatile BlockingQueue<Object> queue = new ArrayBlockingQueue<>(READ_AHEAD);

    private @Nullable StepExecution step;
    private @Nullable Thread thread;
    private volatile boolean closed;
    private boolean ended;
    private boolean opened;
    private boolean allRead;
    private long records;
    private long recordsBefore;

    /**
     * @param part what of the file is to be read
     * @param committed tells how many records need not be read any more
     * @param stopRequested whether the step is to end after the current chunk
     * @param progress is told how many bytes of the file have been worked through
     * @param leftovers is told what there was that is no row, once all has been read
     * @param next reads the file after this one; null if none is to be begun
     */
    BlockReader(
            ExtractFile file,
            FilePart part,
            Database database,
            LongSupplier committed,
            BooleanSupplier stopRequested,
            LongConsumer progress,
            Consumer<Leftovers> leftovers,
            @Nullable BlockReader next) {
        this.file = file;
        this.part = part;
        this.database = database;
        this.stopRequested = stopRequested;
        this.committed = committed;
        this.progress = progress;
        this.leftovers = leftovers;
        this.next = next;
    }

    /** Begins at the file's first record, if it is not begun; where the step turns out to go on elsewhere, that is for nothing. */
    synchronized void begin() {
        if (thread == null && !ended) {
            begin(0);
        }
    }

    private void begin(long from) {
        BlockingQueue<Object> blocks = new ArrayBlockingQueue<>(READ_AHEAD);
        queue = blocks;
        closed = false;
        allRead = false;
        records = from;
        recordsBefore = from;
        thread = new Thread(() -> readAhead(from, blocks), "read-" + file.feed().name());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void beforeStep(StepExecution stepExecution) {
        step = stepExecution;
        heedStop(stepExecution);
    }

    @Override
    public void open(ExecutionContext context) {
        long from = committed.getAsLong();
        boolean begun;
        synchronized (this) {
            begun = thread != null && from == records;
        }
        if (!begun) {
            close();
        }
        synchronized (this) {
            if (!begun) {
                begin(from);
            }
            opened = true;
            beginNext();
        }
    }

    /** Called when this file is all read, and when its step begins: once both is so, the next one may be read. */
    private void beginNext() {
        if (next != null && opened && allRead) {
            next.begin();
        }
    }

    @Override
    public @Nullable RowBlock read() throws InterruptedException {
        Object next = queue.poll(BlockingWork.PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        while (next == null && !stopRequested.getAsBoolean()) {
            next = queue.poll(BlockingWork.PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (next == null && step != null) {
            step.setTerminateOnly(); // so that this is not taken for the end of the file
        }
        if (next instanceof RowBlock block) {
            records = block.records();
            progress.accept(block.bytes());
            return block;
        } else if (next instanceof RuntimeException failure) {
            throw failure;
        } else if (next instanceof Error error) {
            throw error;
        } else if (next instanceof End end) {
            leftovers.accept(end.leftovers());
        }
        return null;
    }

    @Override
    public void update(ExecutionContext context) {
        if (step != null) { // Spring Batch counts blocks; its tables shall speak of rows
            step.setReadCount(records - recordsBefore);
            step.setWriteCount(records - recordsBefore);
            heedStop(step);
        }
    }

    private void heedStop(StepExecution stepExecution) {
        if (stopRequested.getAsBoolean()) {
            stepExecution.setTerminateOnly();
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread reading = thread;
        if (reading != null) {
            queue.clear(); // lets go of a thread that waits for room
            reading.interrupt(); // and of one that waits for the file, where the system lets it
            try {
                for (int i = 0; i < CLOSING_PAUSES && reading.isAlive() && !stopRequested.getAsBoolean(); i++) {
                    reading.join(BlockingWork.PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    /** Lets go of the file, however far it is read, and for good. */
    void end() {
        synchronized (this) {
            ended = true;
        }
        close();
    }

    private boolean isWanted(BlockingQueue<Object> blocks) {
        return !closed && queue == blocks;
    }

    private void readAhead(long from, BlockingQueue<Object> blocks) {
        FeedDefinition feed = file.feed();
        try (RowReader reader = new RowReader(file, part, ignored -> {})) {
            KeyOrder order = new KeyOrder(feed);
            reader.skip(from, passed -> {
                if (passed instanceof Row.Accepted accepted) {
                    order.next(accepted.values());
                }
            });
            Row row = reader.next();
            while (row != null && isWanted(blocks)) {
                List<Row> rows = new ArrayList<>(BLOCK_ROWS);
                long start = reader.position();
                while (row != null && rows.size() < BLOCK_ROWS && reader.position() - start < BLOCK_CHARACTERS) {
                    if (row instanceof Row.Accepted accepted) {
                        order.next(accepted.values());
                        toDatabase(accepted.values());
                    }
                    rows.add(row);
                    row = reader.next();
                }
                long records = reader.records() - (row == null ? 0 : 1);
                hand(new RowBlock(rows, records, reader.bytesRead(), order.seen()), blocks);
            }
            if (isWanted(blocks)) {
                reader.verifyContent();
                synchronized (this) {
                    allRead |= isWanted(blocks);
                    beginNext();
                }
                hand(new End(reader.leftovers()), blocks);
            }
        } catch (RuntimeException | Error e) {
            hand(e, blocks);
        }
    }

    /** Done here, since it is the writer that staging waits for. */
    private void toDatabase(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = database.sqlValue(values[i]);
        }
    }

    private void hand(Object next, BlockingQueue<Object> blocks) {
        try {
            boolean handed = false;
            while (!handed && isWanted(blocks)) {
                handed = blocks.offer(next, 100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
