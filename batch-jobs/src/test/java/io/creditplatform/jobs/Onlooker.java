package io.creditplatform.jobs;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Schema;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.Measured;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sees from outside how far a process is with a load, and what of all loads readers see. */
final class Onlooker {

    private final DatabaseAddress address;
    private final long loadId;
    private final Act act;
    private final long earlierRuns;
    private final boolean sawLoad;
    private final String holder;
    private final Instant since = Instant.now();

    /** Is to be made before the process starts. */
    Onlooker(DatabaseAddress address, long loadId, Act act) {
        this.address = address;
        this.loadId = loadId;
        this.act = act;
        long[] seen = TestDatabase.ofSnapshot(
                address,
                left -> !hasSchema(left)
                        ? new long[] {0, 0}
                        : new long[] {
                            TestDatabase.number(
                                    left, "SELECT coalesce(max(JOB_EXECUTION_ID), 0) FROM BATCH_JOB_EXECUTION"),
                            TestDatabase.number(left, "SELECT count(*) FROM loads WHERE load_id = " + loadId)
                        });
        this.earlierRuns = seen[0];
        this.sawLoad = seen[1] > 0;
        this.holder = act == Act.IMPORT ? "" : TestDatabase.ofSnapshot(address, Onlooker::holder);
    }

    private static String holder(DatabaseAddress left) {
        return TestDatabase.query(left, jdbc -> jdbc.sql("SELECT holder FROM load_lock")
                .query(String.class)
                .single());
    }

    /** What the process does with the load. */
    enum Act {
        IMPORT,
        UNDO
    }

    /** Whether a process had begun the load before. */
    boolean sawLoad() {
        return sawLoad;
    }

    /** Where a process is with its load. */
    enum Phase {
        /** The JVM, a migration, hashing and inspecting the files, or finding out where to go on. */
        START,
        STAGING,
        /** From the references on; of an undo, from when it has the load lock. */
        PUBLISH,
        /** The load is published, or undone, the process not yet over. */
        END
    }

    /**
     * All that readers see: the digests of the feeds, those of all rows with their loads and lines and of the versions that were
     * replaced, what sellers add up to, and of published loads the counts, those of reasons too, and the quarantine.
     */
    record Content(
            Map<String, String> feeds,
            Map<String, String> versions,
            Map<Long, Measured> sellers,
            List<Map<String, Object>> counts,
            List<Map<String, Object>> rejections,
            List<String> quarantine) {}

    /** What readers see in a database; empty if it has no schema. */
    static Optional<Content> content(DatabaseAddress address) {
        if (!hasSchema(address)) {
            return Optional.empty();
        }
        List<Long> published =
                TestDatabase.numbers(address, "SELECT load_id FROM loads WHERE status = 'COMPLETED' ORDER BY load_id");
        return Optional.of(new Content(
                Digests.ofFeeds(address),
                Digests.ofVersions(address),
                Measured.inTable(address),
                TestDatabase.query(address, jdbc -> jdbc.sql("""
                                SELECT load_id, feed, "read", inserted, updated, unchanged, duplicate, superseded, rejected, rounded,
                                    removed, still_referenced
                                FROM load_feeds JOIN loads USING (load_id)
                                WHERE status = 'COMPLETED' ORDER BY load_id, feed
                                """).query().listOfRows()),
                TestDatabase.query(address, jdbc -> jdbc.sql("""
                                SELECT load_id, feed, code, column_name, row_count
                                FROM load_rejections JOIN loads USING (load_id)
                                WHERE status = 'COMPLETED' ORDER BY load_id, feed, code, column_name
                                """).query().listOfRows()),
                published.stream()
                        .map(load -> Digests.ofQuarantine(address, load))
                        .toList()));
    }

    private static boolean hasSchema(DatabaseAddress address) {
        if (!address.database().connections().exists(address)) {
            return false;
        }
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            return Schema.of(address, connection).state() == Schema.State.CURRENT;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Waits until the process has come as far as that, or is over. The connection for that is closed in the end, lest it
     * tidies up after a dead process.
     */
    void await(Process process, Phase phase) {
        while (phase != Phase.START && process.isAlive() && !isOpened()) {
            pause();
        }
        if (phase != Phase.START && process.isAlive()) {
            try (Connection connection = Database.open(address, Database.Access.READ)) {
                while (process.isAlive() && phase(connection).compareTo(phase) < 0) {
                    pause();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where the living process is. */
    Phase phase() {
        return isOpened() ? phase(address) : Phase.START;
    }

    /** Where the process was when it ended, from a copy of what it left. */
    Phase phase(DatabaseAddress left) {
        if (!left.database().connections().exists(left)) {
            return Phase.START;
        }
        try (Connection connection = Database.open(left, Database.Access.READ)) {
            return phase(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Phase phase(Connection connection) {
        return act == Act.IMPORT ? phaseOfImport(connection) : phaseOfUndo(connection);
    }

    private Phase phaseOfUndo(Connection connection) {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT status, holder FROM loads, load_lock WHERE load_id = ?")) {
            query.setLong(1, loadId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                if (row.getString("status").equals("UNDONE")) {
                    return Phase.END;
                }
                return row.getString("holder").equals(holder) ? Phase.START : Phase.PUBLISH;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Phase phaseOfImport(Connection connection) {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT (SELECT status FROM loads WHERE load_id = ?),
                    (SELECT STEP_NAME FROM BATCH_STEP_EXECUTION
                     WHERE JOB_EXECUTION_ID = (SELECT max(JOB_EXECUTION_ID) FROM BATCH_JOB_EXECUTION)
                         AND JOB_EXECUTION_ID > ?
                     ORDER BY STEP_EXECUTION_ID DESC LIMIT 1)
                """)) {
            query.setLong(1, loadId);
            query.setLong(2, earlierRuns);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                String step = Optional.ofNullable(row.getString(2)).orElse("inspect");
                if ("COMPLETED".equals(row.getString(1))) {
                    return Phase.END;
                } else if (step.equals("inspect")) {
                    return Phase.START;
                }
                return step.startsWith("stage-") ? Phase.STAGING : Phase.PUBLISH;
            }
        } catch (SQLException e) {
            return Phase.START; // there are no tables yet
        }
    }

    /** Whether the process has opened its database: a SQLite one is repaired by whoever does so first. */
    private boolean isOpened() {
        if (address.file() == null) {
            return true;
        }
        Path index = Path.of(address.file() + "-shm");
        try {
            return Files.exists(index)
                    && Files.getLastModifiedTime(index).toInstant().isAfter(since);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
