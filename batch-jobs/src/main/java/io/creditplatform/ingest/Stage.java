package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.database.OwnTables;
import io.creditplatform.database.StagedRows;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.load.FeedCounts;
import io.creditplatform.load.Load;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The staging table of one feed in one load, with the SQL that works on it alone or beside the feed's table. It has the target table's columns and the line
 * that each row came from; only its load sees it, and it is dropped in the transaction that publishes the load.
 */
final class Stage {

    private static final int ALL = 0;
    private final FeedDefinition feed;
    private final int part;
    private final Load load;
    private final Database database;
    private final JdbcOperations operations;
    private final JdbcClient jdbc;
    private boolean wasEmpty;
    private boolean hasChanged;

    Stage(FeedDefinition feed, Load load, Database database, JdbcOperations operations) {
        this(feed, load, ALL, database, operations);
    }

    /** The rows of a part alone; those of all parts are the feed's stage as well. */
    Stage(FeedDefinition feed, Load load, int part, Database database, JdbcOperations operations) {
        this.feed = feed;
        this.part = part;
        this.load = load;
        this.database = database;
        this.operations = operations;
        this.jdbc = JdbcClient.create(operations);
    }

    FeedDefinition feed() {
        return feed;
    }

    String name() {
        String whole = nameOf(load.id(), feed);
        return part == ALL ? whole : whole + "_p" + part;
    }

    /** The name of the stage that all rows of a feed are in. */
    static String nameOf(long loadId, FeedDefinition feed) {
        return "stage_" + loadId + "_" + feed.name();
    }

    private static String join(Collection<Column> columns, String separator, String template) {
        return columns.stream()
                .map(column -> template.replace("$", column.tableName()))
                .collect(Collectors.joining(separator));
    }

    private static List<Column> values(List<Column> columns) {
        return columns.stream().filter(column -> column.keyPlace() == 0).toList();
    }

    private String key() {
        return join(feed.key(), ", ", "$");
    }

    /** Whether rows a and b differ in one of these columns; null is equal to null. */
    private static String differ(List<Column> values, String a, String b) {
        return values.isEmpty() ? "1 = 0" : join(values, " OR ", a + ".$ IS DISTINCT FROM " + b + ".$");
    }

    /** Names the table with the lines of the rows that will replace others, and perhaps of those that are new. */
    private String changedName() {
        return name() + "_changed";
    }

    void create() {
        jdbc.sql(database.dropStage(name())).update();
        jdbc.sql(database.createStage(name(), feed.name(), feed.tableColumns())).update();
    }

    /** As {@link #create}, for a part of a stage that there is already. */
    void createWithin(Stage whole) {
        jdbc.sql(database.createStagePart(name(), whole.name())).update();
    }

    /** Whether {@link #create} was committed, and {@link #drop} was not. */
    boolean exists() {
        return Boolean.TRUE.equals(
                operations.execute((Connection connection) -> OwnTables.contains(connection, name())));
    }

    void drop() {
        jdbc.sql("DROP TABLE IF EXISTS " + changedName()).update();
        jdbc.sql(database.dropStage(name())).update();
    }

    /** Ends the sessions of others that are writing to it, or to a part of it, so that nobody has to wait for them. */
    void endWriters() {
        jdbc.sql(database.endWriters(name())).query().listOfRows();
        parts().forEach(Stage::endWriters);
    }

    /** Begins to write rows, which have the feed's columns in order, within the transaction that is open. */
    StagedRows rows(Connection connection) throws SQLException {
        return database.stagedRows(
                connection,
                name(),
                feed.columns().stream().map(Column::tableName).toList());
    }

    /**
     * Prepares the full table for what is asked of it next.
     *
     * @param ascending whether the keys ascend, so that no key is there twice
     * @param parent whether other rows will look for theirs in it
     */
    void complete(boolean ascending, boolean parent) {
        String key = parent || !ascending ? key() : "";
        boolean byLine = !ascending || !isTargetEmpty();
        operations.execute(database.afterStaging(name(), key, byLine));
        parts().forEach(each -> operations.execute(database.afterStaging(each.name(), key, byLine)));
    }

    private List<Stage> parts() {
        return part == ALL
                ? jdbc.sql("SELECT part FROM load_parts WHERE load_id = ? AND feed = ? ORDER BY part")
                        .params(load.id(), feed.name())
                        .query((row, index) -> new Stage(feed, load, row.getInt("part"), database, operations))
                        .list()
                : List.of();
    }

    /** Takes out the rows that are in quarantine; returns how many there were. */
    long removeRejected() {
        return jdbc.sql("DELETE FROM " + name()
                        + " WHERE line IN (SELECT line FROM rejected_rows WHERE load_id = ? AND feed = ?)")
                .params(load.id(), feed.name())
                .update();
    }

    long count() {
        return jdbc.sql("SELECT count(*) FROM " + name()).query(Long.class).single();
    }

    /**
     * Settles repeated keys: the last row of a key stays.
     *
     * @return how many rows went, as {@code duplicate} (like the one that stays) and {@code superseded} (unlike it)
     */
    FeedCounts settleRepeats() {
        String sameKey = join(feed.key(), " AND ", "s.$ = last.$");
        FeedCounts repeats = jdbc.sql("WITH last AS (SELECT " + key() + ", max(line) AS line FROM " + name()
                        + " GROUP BY " + key() + " HAVING count(*) > 1)"
                        + " SELECT count(*) AS repeats, coalesce(sum(CASE WHEN "
                        + differ(values(feed.columns()), "s", "kept")
                        + " THEN 1 ELSE 0 END), 0) AS superseded"
                        + " FROM last JOIN " + name() + " kept ON kept.line = last.line"
                        + " JOIN " + name() + " s ON " + sameKey + " AND s.line < last.line")
                .query((row, index) -> {
                    long superseded = row.getLong("superseded");
                    return new FeedCounts(0, 0, 0, 0, row.getLong("repeats") - superseded, superseded, 0, 0);
                })
                .single();
        long expected = repeats.duplicate() + repeats.superseded();
        if (expected > 0) {
            long removed = jdbc.sql("DELETE FROM " + name() + " WHERE EXISTS (SELECT 1 FROM " + name() + " later WHERE "
                            + join(feed.key(), " AND ", "later.$ = " + name() + ".$") + " AND later.line > " + name()
                            + ".line)")
                    .update();
            if (removed != expected) {
                throw new IllegalStateException(
                        feed.name() + ": removed " + removed + " repeated rows, expected " + expected);
            }
        }
        return repeats;
    }

    /**
     * Finds the staged rows that differ from a known row with their key, once for all that has to know them.
     *
     * @param delivered the columns that the load's file has; the others stay as they are
     */
    void findChanged(List<Column> delivered) {
        List<Column> values = values(delivered);
        hasChanged = false;
        wasEmpty = isTargetEmpty();
        if (!wasEmpty) {
            jdbc.sql("CREATE TABLE " + changedName() + " (line BIGINT NOT NULL, known INTEGER NOT NULL)")
                    .update();
            jdbc.sql("INSERT INTO " + changedName() + " "
                            + database.unlike(
                                    name(),
                                    feed.name(),
                                    feed.key().get(0).tableName(),
                                    join(feed.key(), " AND ", "t.$ = s.$"),
                                    "(" + differ(values, "t", "s") + ")"))
                    .update();
            hasChanged = jdbc.sql("SELECT 1 FROM " + changedName() + " WHERE known = 1 LIMIT 1")
                    .query(Integer.class)
                    .optional()
                    .isPresent();
        }
    }

    /**
     * The rows that will replace others, for a FROM clause: s is the row as staged, t the known one. Nothing if there are none;
     * to be asked between {@link #findChanged} and {@link #update}.
     */
    Optional<String> changed() {
        return hasChanged
                ? Optional.of(changedName() + " c JOIN " + name() + " s ON s.line = c.line JOIN " + feed.name()
                        + " t ON " + join(feed.key(), " AND ", "t.$ = s.$"))
                : Optional.empty();
    }

    /** A query for what a column holds in the rows that are about to get another value there; nothing if there are none. */
    Optional<String> movedFrom(String column) {
        return changed().map(rows -> "SELECT t." + column + " FROM " + rows + " WHERE t." + column + " <> s." + column);
    }

    /** A query for what a column holds in the rows that are new or have changed; to be asked after {@link #insertNew}. */
    String arrived(String column) {
        // Statistics know no row of the bare number yet: all staged rows would be compared with each one that has it.
        return wasEmpty
                ? "SELECT " + column + " FROM " + name()
                : "SELECT t." + column + " FROM " + name() + " s JOIN " + feed.name() + " t ON "
                        + join(feed.key(), " AND ", "t.$ = s.$") + " WHERE t.load_id + 0 = " + load.id();
    }

    /**
     * Gives known rows their new values where these differ; returns how many rows changed.
     *
     * @param delivered the columns that the load's file has; the others stay as they are
     */
    long update(List<Column> delivered) {
        return hasChanged
                ? jdbc.sql("UPDATE " + feed.name() + " SET " + join(values(delivered), ", ", "$ = s.$")
                                + ", load_id = ?, line = s.line FROM " + changedName() + " c JOIN " + name()
                                + " s ON s.line = c.line WHERE " + join(feed.key(), " AND ", feed.name() + ".$ = s.$"))
                        .param(load.id())
                        .update()
                : 0;
    }

    /**
     * Adds the rows that are new; returns how many.
     *
     * @param delivered the columns that the load's file has; the table has a default for each other one
     */
    long insertNew(List<Column> delivered) {
        String columns = join(delivered, ", ", "$") + ", load_id, line";
        String values = join(delivered, ", ", "s.$") + ", CAST(? AS BIGINT), s.line";
        return jdbc.sql(
                        wasEmpty // and no key is staged twice
                                ? "INSERT INTO " + feed.name() + " (" + columns + ") SELECT " + values + " FROM "
                                        + name() + " s"
                                : database.insertMissing(feed.name(), columns, name(), values, changedName()))
                .param(load.id())
                .update();
    }

    /** Whether the feed's table had no row before; to be asked after {@link #findChanged}. */
    boolean wasEmpty() {
        return wasEmpty;
    }

    /** Whether the feed's table has no row. */
    boolean isTargetEmpty() {
        return jdbc.sql("SELECT 1 FROM " + feed.name() + " LIMIT 1")
                .query(Integer.class)
                .optional()
                .isEmpty();
    }
}
