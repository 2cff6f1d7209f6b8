package io.creditplatform.database.postgresql;

import io.creditplatform.database.Dialect;
import io.creditplatform.database.Filling;
import io.creditplatform.database.StagedRows;
import io.creditplatform.database.TimestampText;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's SQL and driver do in their own way. */
final class PostgresqlDialect implements Dialect {

    /**
     * What a load changes it has looked up before, while it was staged, so a page that is read by its number costs about as much as
     * the next one. By default the server expects a disk that has to move its head, and reads whole tables for few rows. Until the
     * end of the transaction, and not for a server that has been told even less.
     */
    private static final String READS_FROM_MEMORY =
            "SELECT set_config('random_page_cost', least(current_setting('random_page_cost')::float8, 1.1)::text, true)";

    static final String COMMIT_SOON = "set_config('synchronous_commit', 'off', true) = 'off'";

    @Override
    public Object date(LocalDate date) {
        return date;
    }

    @Override
    public Object decimal(BigDecimal decimal) {
        return decimal;
    }

    @Override
    public Object timestamp(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public @Nullable Instant timestamp(ResultSet row, String column) throws SQLException {
        LocalDateTime timestamp = row.getObject(column, LocalDateTime.class);
        return timestamp == null ? null : timestamp.toInstant(ZoneOffset.UTC);
    }

    @Override
    public String isoWeek(String timestamp) {
        return "date_trunc('week', " + timestamp + ")";
    }

    @Override
    public String yearMonth(String timestamp) {
        return "to_char(" + timestamp + ", 'YYYY-MM')";
    }

    @Override
    public String day(String timestamp) {
        return "to_char(" + timestamp + ", 'YYYY-MM-DD')";
    }

    @Override
    public String epochMicros(String timestamp) {
        return "CAST(extract(EPOCH FROM " + timestamp + ") * 1000000 AS BIGINT)";
    }

    @Override
    public @Nullable String text(ResultSet row, int column) throws SQLException {
        return row.getMetaData().getColumnType(column) == Types.TIMESTAMP
                ? timestampText(row.getObject(column, LocalDateTime.class))
                : row.getString(column);
    }

    private static @Nullable String timestampText(@Nullable LocalDateTime timestamp) {
        return timestamp == null ? null : TimestampText.of(timestamp.toInstant(ZoneOffset.UTC));
    }

    @Override
    public String dayAfter(String date) {
        return "(" + date + " + 1)";
    }

    @Override
    public String epochDay(String date) {
        return "(" + date + " - DATE '1970-01-01')";
    }

    @Override
    public String byteOrder(String text) {
        return text + " COLLATE \"C\"";
    }

    @Override
    public String tables() {
        return "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = " + home() + "::regnamespace";
    }

    @Override
    public String views() {
        // Of what bears the name on this connection, so that the text names what else it sees as it sees it.
        return "SELECT " + home() + " AS home, relname AS name,"
                + " pg_get_viewdef(to_regclass(quote_ident(relname))::oid) AS query FROM pg_class"
                + " WHERE relkind = 'v' AND relnamespace = " + home() + "::regnamespace ORDER BY oid";
    }

    @Override
    public String home() {
        return "quote_ident(current_schema())";
    }

    @Override
    public String createStage(String stage, String table, String columns) {
        // Unlogged, since rows that a crash takes away can be staged again.
        return "CREATE UNLOGGED TABLE " + stage + " AS SELECT 0::BIGINT AS line, " + columns + " FROM " + table
                + " WITH NO DATA";
    }

    @Override
    public StagedRows stagedRows(Connection connection, String stage, List<String> columns) throws SQLException {
        return new CopiedRows(connection, stage, columns);
    }

    @Override
    public String createStagePart(String part, String stage) {
        return "CREATE UNLOGGED TABLE " + part + " (LIKE " + stage + " INCLUDING ALL) INHERITS (" + stage + ")";
    }

    @Override
    public String dropStage(String stage) {
        return "DROP TABLE IF EXISTS " + stage + " CASCADE";
    }

    @Override
    public String endWriters(String stage) {
        // One that waits for more rows of a client which is frozen or cut off holds its lock as long as that is so:
        // neither lock_timeout nor idle_in_transaction_session_timeout ends it. The locks of all databases are in one
        // table, and the number of a relation is one database's only: that of a copy has the same.
        return "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user"
                + " AND datname = current_database() AND pid <> pg_backend_pid() AND pid IN (SELECT pid FROM pg_locks"
                + " WHERE locktype = 'relation' AND relation = to_regclass('" + stage + "')"
                + " AND mode = 'RowExclusiveLock' AND granted)";
    }

    @Override
    public boolean takesSeveralWriters() {
        return true;
    }

    @Override
    public String afterStaging(String stage, String key, boolean byLine) {
        // That no line is there twice is made sure of at once: row by row it costs as much as the rows. Where no row is
        // looked up by it, the key of the table that is being filled makes sure of it. Keys are looked for set by set,
        // for which an index is of no use, and few rows tell enough.
        return (byLine ? "CREATE UNIQUE INDEX IF NOT EXISTS " + stage + "_line ON " + stage + " (line); " : "")
                + "SET LOCAL default_statistics_target = 10; ANALYZE " + stage;
    }

    @Override
    public Filling fill(Connection connection, List<String> empty) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(READS_FROM_MEMORY);
        }
        return BareTables.of(connection, empty);
    }

    @Override
    public String unlike(String stage, String table, String key, String sameKey, String differ) {
        // One join tells both, so that a load in which nothing is new does not look for that again.
        return "SELECT s.line, CASE WHEN t." + key + " IS NULL THEN 0 ELSE 1 END FROM " + stage + " s LEFT JOIN "
                + table + " t ON " + sameKey + " WHERE t." + key + " IS NULL OR " + differ;
    }

    @Override
    public String keysNotStaged(String stage, String table, List<String> key, String condition) {
        String sameKey =
                key.stream().map(column -> "s." + column + " = t." + column).collect(Collectors.joining(" AND "));
        return "SELECT " + String.join(", ", key) + " FROM " + table + " t WHERE " + condition
                + " AND NOT EXISTS (SELECT 1 FROM " + stage + " s WHERE " + sameKey + ")";
    }

    @Override
    public String insertMissing(String table, String columns, String stage, String values, String unlike) {
        // Only new rows pay for looking into each index, and none is written for a conflict.
        return "INSERT INTO " + table + " (" + columns + ") SELECT " + values + " FROM " + stage
                + " s WHERE s.line IN (SELECT line FROM " + unlike + " WHERE known = 0)";
    }

    @Override
    public String checkForeignKeys(boolean check) {
        return "SELECT 1"; // only a superuser can do without
    }

    @Override
    public String findByKeys() {
        // Planned anew for each set of keys, that takes longer than the rows do; and without statistics, or with a key
        // by which the rows are not in order, the whole table would be read for each.
        return "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off";
    }

    @Override
    public String commitSoon() {
        return COMMIT_SOON;
    }
}
