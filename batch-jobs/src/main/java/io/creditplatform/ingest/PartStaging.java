package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.feed.Feeds;
import io.creditplatform.load.Load;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stages parts of a load's files: each as a chunk-oriented step, into a staging table of its own. How far a part is, and
 * whose it is, tells {@link LoadParts}; Spring Batch is only told which one an execution is of. Several threads may stage a part each.
 */
public final class PartStaging {

    /** How often a part is tried; if that fails, so does its load. */
    public static final int TRIES = 3;

    /** Name of the step that an execution of a part belongs to. */
    public static final String STEP = "part";

    /** Between a feed and the number of a part, in the name that Spring Batch gives a part's execution: {@code part:leads-3}. */
    private static final char BETWEEN = '-';

    private final Load load;
    private final Map<String, ExtractFile> files;
    private final Options options;

    /** Whether a part failed, so that the load will, whatever becomes of the others. */
    private volatile boolean failed;

    /** @param files those of the load, with its parts */
    public PartStaging(Load load, List<ExtractFile> files, Options options) {
        this.load = load;
        this.files = files.stream().collect(Collectors.toMap(file -> file.feed().name(), file -> file));
        this.options = options;
    }

    /**
     * How parts are staged.
     *
     * @param blocksPerChunk blocks of {@value BlockReader#BLOCK_ROWS} rows that are committed together
     * @param stopRequested whether to end after the current chunk
     * @param progress is told how many more bytes have been worked through
     */
    public record Options(
            Database database, int blocksPerChunk, Clock clock, BooleanSupplier stopRequested, LongConsumer progress) {}

    /**
     * Who stages a part, and with what.
     *
     * @param name who that is, in words
     * @param transactions opens transactions on the data source, which nobody else uses meanwhile
     */
    public record Worker(
            String name, JobRepository jobRepository, PlatformTransactionManager transactions, DataSource dataSource) {}

    /**
     * The parts that are not through. An execution's name says which part it is of; its context says nothing, since Spring Batch
     * writes that after the execution, and an import may be killed between the two.
     */
    Map<String, ExecutionContext> open(LoadParts parts) {
        Map<String, ExecutionContext> open = new TreeMap<>();
        for (LoadParts.Progress part : parts.all()) {
            if (!part.done()) {
                open.put(part.feed() + BETWEEN + part.part().number(), new ExecutionContext());
            }
        }
        return open;
    }

    /** The feed of the part that an execution is of. */
    public static String feed(StepExecution execution) {
        String name = execution.getStepName();
        return name.substring(STEP.length() + 1, name.lastIndexOf(BETWEEN));
    }

    /** The number of the part that an execution is of. */
    public static int part(StepExecution execution) {
        String name = execution.getStepName();
        return Integer.parseInt(name.substring(name.lastIndexOf(BETWEEN) + 1));
    }

    /**
     * What a worker elsewhere needs to know of a feed of a load, as the database says.
     *
     * @return nothing if there is no such load any more
     */
    public static Optional<PartStaging> of(long loadId, String feed, JdbcClient jdbc, Options options) {
        LoadParts parts = new LoadParts(options.database(), jdbc, loadId);
        return jdbc.sql("SELECT directory, file, sha256, bytes FROM loads JOIN load_feeds USING (load_id)"
                        + " WHERE load_id = ? AND feed = ?")
                .params(loadId, feed)
                .query((row, index) -> new ExtractFile(
                        Feeds.named(feed).orElseThrow(),
                        Path.of(row.getString("directory")).resolve(row.getString("file")),
                        row.getString("sha256"),
                        0, // its parts have their own
                        row.getLong("bytes"),
                        PlainFile.Opening.PLAIN,
                        parts.of(feed).stream().map(LoadParts.Progress::part).toList()))
                .optional()
                .filter(file -> !file.parts().isEmpty())
                .map(file -> new PartStaging(new Loads(options.database(), jdbc).get(loadId), List.of(file), options));
    }

    /**
     * Makes sure that what is to be staged lies here as well.
     *
     * @throws ExtractException if the part is not there, or not the same
     */
    public void require(String feed, int part) {
        ExtractFile file = file(feed);
        file.require(file.parts().get(part - 1));
    }

    private ExtractFile file(String feed) {
        ExtractFile file = files.get(feed);
        if (file == null) {
            throw new IllegalStateException("Load " + load.id() + " has no file of " + feed);
        }
        return file;
    }

    /** Takes the part which an execution is of over from whoever had it; returns whether there is something left to do. */
    public boolean claim(StepExecution execution, Worker worker, String claim) {
        LoadParts parts = new LoadParts(options.database(), JdbcClient.create(worker.dataSource()), load.id());
        return Boolean.TRUE.equals(new TransactionTemplate(worker.transactions())
                .execute(status -> parts.claim(
                        feed(execution),
                        part(execution),
                        claim,
                        worker.name(),
                        options.clock().instant())));
    }

    /**
     * The step that stages the part which an execution is of.
     *
     * @param claim by which the worker has taken the part in {@link LoadParts}
     */
    public Step step(StepExecution execution, Worker worker, String claim) {
        String feed = feed(execution);
        int number = part(execution);
        ExtractFile file = file(feed);
        JdbcTemplate jdbc = new JdbcTemplate(worker.dataSource());
        LoadParts parts = new LoadParts(options.database(), JdbcClient.create(jdbc), load.id());
        FilePart part = file.parts().get(number - 1);
        Claimed claimed = new Claimed(parts, feed, number, worker, claim);
        BlockReader reader = new BlockReader(
                file,
                part,
                options.database(),
                claimed::read,
                () -> failed || options.stopRequested().getAsBoolean(),
                new Increments(options.progress()),
                claimed::leftovers,
                null);
        Stage stage = new Stage(file.feed(), load, number, options.database(), jdbc);
        return new StepBuilder(STEP, worker.jobRepository())
                .<RowBlock, RowBlock>chunk(options.blocksPerChunk())
                .transactionManager(worker.transactions())
                .reader(reader)
                .writer(new StageWriter(load, file, stage, claimed::staged, KnownRows.NONE, jdbc))
                .listener((StepExecutionListener) reader)
                .listener(claimed)
                .allowStartIfComplete(true)
                .build();
    }

    /** Bytes that a reader has worked through, told as what was added. */
    private static final class Increments implements LongConsumer {

        private final LongConsumer more;
        private long before;

        Increments(LongConsumer more) {
            this.more = more;
        }

        @Override
        public void accept(long bytes) {
            more.accept(bytes - before);
            before = bytes;
        }
    }

    /** A part that is one worker's, from the beginning of its execution to the end. */
    private final class Claimed implements StepExecutionListener {

        private final LoadParts parts;
        private final String feed;
        private final int part;
        private final String claim;
        private final TransactionTemplate transaction;
        private Leftovers leftovers = Leftovers.NONE;

        Claimed(LoadParts parts, String feed, int part, Worker worker, String claim) {
            this.parts = parts;
            this.feed = feed;
            this.part = part;
            this.claim = claim;
            this.transaction = new TransactionTemplate(worker.transactions());
        }

        long read() {
            return parts.find(feed, part).map(LoadParts.Progress::read).orElse(0L);
        }

        void staged(StageWriter.Progress progress) {
            parts.staged(feed, part, claim, progress, options.clock().instant());
        }

        /** Told when the part has been read to its end. */
        void leftovers(Leftovers found) {
            leftovers = found;
        }

        @Override
        public ExitStatus afterStep(StepExecution execution) {
            if (execution.getStatus() == BatchStatus.COMPLETED && !execution.isTerminateOnly()) {
                try {
                    transaction.executeWithoutResult(status -> parts.done(
                            feed, part, claim, leftovers, options.clock().instant()));
                } catch (RuntimeException e) { // which Spring Batch would only log
                    execution.addFailureException(e);
                    execution.setStatus(BatchStatus.FAILED);
                    return ExitStatus.FAILED;
                }
            }
            failed |= execution.getStatus().isUnsuccessful();
            return execution.getExitStatus();
        }
    }
}
