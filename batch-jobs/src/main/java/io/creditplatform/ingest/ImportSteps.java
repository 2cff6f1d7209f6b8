package io.creditplatform.ingest;

import io.creditplatform.console.Progress;
import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.load.Load;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.builder.TaskletStepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job that loads an extract: inspect all files, stage each feed in chunks, look for unknown parents, publish all feeds
 * in one transaction. Each step can be killed and run again; so all but the first are, whatever Spring Batch's tables say of
 * them: how far a load is, its own tables tell.
 */
public final class ImportSteps implements AutoCloseable {

    /** Name of the job. */
    public static final String JOB = "import";

    private static final Logger LOG = LoggerFactory.getLogger(ImportSteps.class);

    private final JobRepository jobRepository;
    private final PlatformTransactionManager transactions;
    private final JdbcTemplate jdbc;
    private final Loads loads;
    private final Load load;
    private final Extract extract;
    private final List<Stage> stages;
    private final List<BlockReader> readers = new ArrayList<>();
    private final Options options;
    private final LoadParts parts;

    /**
     * @param jobRepository where Spring Batch keeps how far the job is
     * @param transactions opens transactions on the data source
     */
    public ImportSteps(
            JobRepository jobRepository,
            PlatformTransactionManager transactions,
            DataSource dataSource,
            Load load,
            Extract extract,
            Options options) {
        this.jobRepository = jobRepository;
        this.transactions = transactions;
        this.jdbc = new JdbcTemplate(dataSource);
        this.load = load;
        this.parts = new LoadParts(options.database(), JdbcClient.create(jdbc), load.id());
        this.extract = extract;
        this.options = options;
        this.loads = new Loads(options.database(), JdbcClient.create(jdbc));
        this.stages = extract.files().stream()
                .map(file -> new Stage(file.feed(), load, options.database(), jdbc))
                .toList();
    }

    /**
     * What the steps need beside the load.
     *
     * @param blocksPerChunk blocks of {@value BlockReader#BLOCK_ROWS} rows that are committed together
     * @param stopRequested whether the job is to end after the current chunk
     * @param leavesOutKnown whether rows that are published already need not be staged
     * @param workers who stages the files in parts; null if they are staged one after the other
     */
    public record Options(
            Database database,
            int blocksPerChunk,
            Clock clock,
            Progress progress,
            BooleanSupplier stopRequested,
            boolean leavesOutKnown,
            @Nullable PartWorkers workers) {}

    /** The whole job. */
    public Job job() {
        SimpleJobBuilder job = new JobBuilder(JOB, jobRepository)
                .start(tasklet("inspect", this::inspect).build());
        if (options.workers() != null) {
            job = job.next(new StageInParts(load, extract, parts, options).step(jobRepository, options.workers()));
        } else {
            for (int i = stages.size() - 1; i >= 0; i--) {
                readers.add(0, reader(extract.files().get(i), readers.isEmpty() ? null : readers.get(0)));
            }
            readers.get(0).begin(); // while the job is being set up
            for (int i = 0; i < stages.size(); i++) {
                job = job.next(stage(extract.files().get(i), stages.get(i), readers.get(i)));
            }
        }
        return job.next(tasklet("references", this::checkReferences)
                        .allowStartIfComplete(true)
                        .build())
                .next(tasklet("publish", this::publish)
                        .allowStartIfComplete(true)
                        .listener(withoutForeignKeyChecks())
                        .build())
                .build();
    }

    /** Lets go of the files, of which one may be read ahead when a job fails or is stopped. */
    @Override
    public void close() {
        readers.forEach(BlockReader::end);
    }

    /** The step before has looked for unknown parents, for all rows at once; row by row would cost as much again. */
    private StepExecutionListener withoutForeignKeyChecks() {
        return new StepExecutionListener() {
            @Override
            public void beforeStep(StepExecution stepExecution) {
                jdbc.execute(options.database().checkForeignKeys(false));
            }

            @Override
            public ExitStatus afterStep(StepExecution stepExecution) {
                jdbc.execute(options.database().checkForeignKeys(true));
                return stepExecution.getExitStatus();
            }
        };
    }

    private TaskletStepBuilder tasklet(String name, Runnable work) {
        return new StepBuilder(name, jobRepository)
                .tasklet(
                        (contribution, context) -> {
                            if (options.stopRequested().getAsBoolean()) {
                                contribution.getStepExecution().setTerminateOnly();
                                return RepeatStatus.FINISHED;
                            }
                            boolean first = name.equals("inspect");
                            options.progress().at(name, first ? 0 : extract.bytes(), extract.bytes());
                            try {
                                work.run();
                            } catch (StoppedException e) {
                                throw new JobInterruptedException(String.valueOf(e.getMessage()));
                            }
                            return RepeatStatus.FINISHED;
                        },
                        transactions);
    }

    private BlockReader reader(ExtractFile file, @Nullable BlockReader next) {
        String task = file.feed().name();
        long before = extract.files().stream()
                .takeWhile(earlier -> !earlier.feed().equals(file.feed()))
                .mapToLong(ExtractFile::bytes)
                .sum();
        return new BlockReader(
                file,
                file.whole(),
                options.database(),
                () -> of(file).counts().read(),
                options.stopRequested(),
                bytes -> options.progress().at(task, before + bytes, extract.bytes()),
                leftovers -> leftovers.of(file.path()).ifPresent(LOG::warn),
                next);
    }

    private LoadedFeed of(ExtractFile file) {
        return loads.feed(load.id(), file.feed().name());
    }

    private Step stage(ExtractFile file, Stage stage, BlockReader reader) {
        return new StepBuilder("stage-" + file.feed().name(), jobRepository)
                .<RowBlock, RowBlock>chunk(options.blocksPerChunk())
                .transactionManager(transactions)
                .reader(reader)
                .writer(new StageWriter(
                        load,
                        file,
                        stage,
                        of(file)::staged,
                        new KnownRows(file.feed(), load, loads, options.database()),
                        jdbc))
                .listener(reader)
                .allowStartIfComplete(true)
                .build();
    }

    /** Opens every file before the first row is staged, so that all that is wrong with the extract is said at once. */
    private void inspect() {
        List<String> problems = new ArrayList<>();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (ExtractFile file : extract.files()) {
            try {
                headers.put(file.feed().name(), header(file));
            } catch (ExtractException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw ExtractException.unfit(String.join(System.lineSeparator(), problems));
        }
        // In the order of workers: staging tables, then parts, then what tells of the load. One that still works for a
        // process which is gone is waited for then; in another order each would wait for the other.
        stages.forEach(Stage::create);
        loads.startAnew(load.id(), options.leavesOutKnown());
        headers.forEach((feed, columns) -> loads.feed(load.id(), feed).header(columns));
        if (options.workers() != null) {
            parts.begin(extract.files());
            for (int i = 0; i < stages.size(); i++) {
                Stage whole = stages.get(i);
                for (FilePart part : extract.files().get(i).parts()) {
                    new Stage(whole.feed(), load, part.number(), options.database(), jdbc).createWithin(whole);
                }
            }
        }
    }

    private List<String> header(ExtractFile file) {
        return BlockingWork.run(options.stopRequested(), () -> {
            try (RowReader reader = new RowReader(file, LOG::warn)) {
                return reader.header();
            }
        });
    }

    /** Moves rows whose parent is unknown to quarantine, parents first, since a refused parent is no parent. */
    private void checkReferences() {
        if (options.workers() != null) {
            StagedLoad staged = new StagedLoad(load, options.database(), jdbc);
            extract.files()
                    .forEach(
                            file -> staged.complete(file.feed()).of(file.path()).ifPresent(LOG::warn));
        }
        if (extract.manifest() != null) {
            Map<String, Long> read = new LinkedHashMap<>();
            for (Stage stage : stages) {
                read.put(
                        stage.feed().name(),
                        loads.feed(load.id(), stage.feed().name()).counts().read());
            }
            ManifestCheck.requireRows(extract.manifest(), read);
        }
        List<FeedDefinition> staged = stages.stream().map(Stage::feed).toList();
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            boolean isParent = staged.stream()
                    .flatMap(feed -> feed.references().stream())
                    .anyMatch(column -> column.parent() == stage.feed().type());
            stage.complete(loads.feed(load.id(), stage.feed().name()).keysAscending(), isParent);
            if (!stage.feed().references().isEmpty()) {
                rejectOrphans(stage, extract.files().get(i), staged);
            }
        }
    }

    private void rejectOrphans(Stage stage, ExtractFile file, List<FeedDefinition> staged) {
        Orphans orphans = new Orphans(load, options.stopRequested());
        String query = orphans.query(stage.feed(), staged);
        Long rejected = jdbc.execute((Connection connection) -> {
            try (PreparedStatement select = connection.prepareStatement(query);
                    ResultSet rows = select.executeQuery()) {
                return rows.next() ? orphans.reject(file, rows, connection) : 0L;
            }
        });
        if (rejected != null && rejected > 0) {
            long removed = stage.removeRejected();
            if (removed != rejected) {
                throw new IllegalStateException(
                        stage.feed().name() + ": removed " + removed + " orphans, expected " + rejected);
            }
            of(file).rejectMore(rejected);
        }
        if (of(file).counts().rejected() > 0) {
            new RefusedOrphans(load, options.database(), jdbc, options.stopRequested()).explain(stage.feed(), staged);
        }
    }

    private void publish() {
        new Publication(load, stages, loads, transactions, jdbc, options).run();
    }
}
