package io.creditplatform.ingest;

import io.creditplatform.console.Share;
import io.creditplatform.database.Filling;
import io.creditplatform.feed.Column;
import io.creditplatform.load.FeedCounts;
import io.creditplatform.load.Load;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The last step of a load: all of its rows become visible, with all that follows from them, or none. */
final class Publication {

    private final Load load;
    private final List<Stage> stages;
    private final Loads loads;
    private final PlatformTransactionManager transactions;
    private final JdbcTemplate jdbc;
    private final ImportSteps.Options options;

    /** @param stages of the load's feeds, parents first */
    Publication(
            Load load,
            List<Stage> stages,
            Loads loads,
            PlatformTransactionManager transactions,
            JdbcTemplate jdbc,
            ImportSteps.Options options) {
        this.load = load;
        this.stages = stages;
        this.loads = loads;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.options = options;
    }

    /** Makes all rows of the load visible at once, or none of them. */
    void run() {
        requireRejectRate();
        new Volumes(load, loads, JdbcClient.create(jdbc))
                .judge(stages.stream().map(Stage::feed).toList());
        List<FeedCounts> counts = new ArrayList<>();
        // Within the step's transaction, so that a dry run takes back the rows but keeps the counts for its report.
        TransactionTemplate nested = new TransactionTemplate(transactions);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        Instant now = now();
        LocalDate day = Objects.requireNonNull(nested.execute(status -> {
            List<MergeFollower> others =
                    List.of(new Versions(load, jdbc), new DerivedTables(load, options.database(), jdbc));
            Removals removals = new Removals(load, options.database(), JdbcClient.create(jdbc), others);
            List<MergeFollower> followers = new ArrayList<>(List.of(removals));
            followers.addAll(others);
            Filling filling = fill();
            for (Stage stage : stages) {
                counts.add(merge(stage, filling, followers));
                stage.drop(); // at once, so that the next feed's rows take its place
            }
            removals.removeGone();
            for (int i = 0; i < stages.size(); i++) {
                Removals.Removed removed = removals.of(stages.get(i).feed());
                counts.set(i, counts.get(i).withRemoved(removed.rows(), removed.stillReferenced()));
            }
            LocalDate dayOfData = DayOfData.of(load, now(), options.database(), JdbcClient.create(jdbc));
            followers.forEach(follower -> follower.finish(dayOfData));
            if (load.dryRun()) {
                status.setRollbackOnly();
            }
            return dayOfData;
        }));
        // Parts before what tells of loads, as workers do, so that neither waits for the other.
        new LoadParts(options.database(), JdbcClient.create(jdbc), load.id()).forget();
        if (!load.dryRun()) {
            giveUpOlder(now);
        }
        for (int i = 0; i < stages.size(); i++) {
            of(stages.get(i)).published(counts.get(i));
        }
        loads.publish(load, day, now());
    }

    private Instant now() {
        return Instant.now(options.clock()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** An older load must not go on after this one: its rows would replace newer ones. */
    private void giveUpOlder(Instant now) {
        List<Load> older = loads.unfinished().stream()
                .filter(other -> other.id() < load.id())
                .toList();
        older.forEach(other -> new StagedLoad(other, options.database(), jdbc).discard());
        for (Load other : older) {
            String before = other.message() == null ? "It was interrupted." : other.message();
            loads.fail(
                    other, before + " Load " + load.id() + " has been published since, so this one cannot go on.", now);
        }
    }

    /** Prepares the tables that this load is the first to fill. */
    private Filling fill() {
        List<String> empty = stages.stream()
                .filter(stage -> of(stage).counts().accepted() > 0 && stage.isTargetEmpty())
                .map(stage -> stage.feed().name())
                .toList();
        return Objects.requireNonNull(
                jdbc.execute((Connection connection) -> options.database().fill(connection, empty)));
    }

    private FeedCounts merge(Stage stage, Filling filling, List<MergeFollower> followers) {
        String feed = stage.feed().name();
        LoadedFeed loaded = of(stage);
        FeedCounts staged = loaded.counts();
        FeedCounts repeats = loaded.keysAscending() ? FeedCounts.NONE : stage.settleRepeats();
        List<Column> delivered = stage.feed().columnsIn(loaded.header());
        stage.findChanged(delivered);
        followers.forEach(follower -> follower.beforeMerge(stage, delivered));
        long updated = stage.update(delivered);
        long inserted = stage.insertNew(delivered);
        long rows = stage.wasEmpty() ? inserted : stage.count(); // where the table was empty, all are inserted
        jdbc.execute((Connection connection) -> {
            filling.filled(feed);
            return feed;
        });
        followers.forEach(follower -> follower.afterMerge(stage, delivered, updated + inserted));
        FeedCounts counts = new FeedCounts(
                staged.read(),
                inserted,
                updated,
                loaded.known() + rows - inserted - updated,
                repeats.duplicate(),
                repeats.superseded(),
                staged.rejected(),
                staged.rounded());
        if (!counts.addUp()) {
            throw new IllegalStateException(
                    feed + ": the counts do not add up: " + counts + ". Nothing was published.");
        }
        return counts;
    }

    private LoadedFeed of(Stage stage) {
        return loads.feed(load.id(), stage.feed().name());
    }

    private void requireRejectRate() {
        String tooMany = stages.stream()
                .map(stage -> excess(stage.feed().name(), of(stage).counts()))
                .filter(excess -> !excess.isEmpty())
                .collect(Collectors.joining("; "));
        if (!tooMany.isEmpty()) {
            throw new GateException("Nothing was published, since too many rows were rejected: " + tooMany + ". "
                    + (load.dryRun()
                            ? "Import"
                            : "See them with `credit rejects --load " + load.id() + "`, then import")
                    + " a corrected extract, or allow more with --max-reject-rate.");
        }
    }

    private String excess(String feed, FeedCounts counts) {
        BigDecimal allowed = load.maxRejectRate().multiply(BigDecimal.valueOf(counts.read()));
        if (BigDecimal.valueOf(counts.rejected()).compareTo(allowed) <= 0) {
            return "";
        }
        Share most = new Share(load.maxRejectRate());
        return feed + " " + counts.rejected() + " of " + counts.read() + " ("
                + most.percentBeside(counts.rejected(), counts.read()) + ", allowed " + most.percent() + ")";
    }
}
