package io.creditplatform.database.sqlite;

import io.creditplatform.database.Dialect;
import io.creditplatform.database.Filling;
import io.creditplatform.database.StagedRows;
import io.creditplatform.database.TimestampText;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What SQLite's SQL and driver do in their own way. */
final class SqliteDialect implements Dialect {

    @Override
    public Object date(LocalDate date) {
        return date.toString();
    }

    @Override
    public Object decimal(BigDecimal decimal) {
        return decimal.toPlainString(); // as text, since its own numbers with decimals are floats
    }

    @Override
    public Object timestamp(Instant instant) {
        return TimestampText.of(instant);
    }

    @Override
    public @Nullable Instant timestamp(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : TimestampText.parse(text);
    }

    @Override
    public String isoWeek(String timestamp) {
        // Julian day numbers are divisible by seven on Mondays. Of the day only: with the time of day SQLite
        // rounds the last half millisecond of a Sunday up to Monday.
        return "CAST((julianday(substr(" + timestamp + ", 1, 10)) + 0.5) / 7 AS INTEGER)";
    }

    @Override
    public String yearMonth(String timestamp) {
        return "substr(" + timestamp + ", 1, 7)";
    }

    @Override
    public String day(String timestamp) {
        return "substr(" + timestamp + ", 1, 10)";
    }

    @Override
    public String epochMicros(String timestamp) {
        // SQLite's own times end at milliseconds.
        return "(CAST(strftime('%s', substr(" + timestamp + ", 1, 19)) AS INTEGER) * 1000000 + CAST(substr(" + timestamp
                + ", 21) AS INTEGER))";
    }

    @Override
    public @Nullable String text(ResultSet row, int column) throws SQLException {
        return row.getString(column);
    }

    @Override
    public String dayAfter(String date) {
        return "date(" + date + ", '+1 day')";
    }

    @Override
    public String epochDay(String date) {
        return "CAST(julianday(" + date + ") - 2440587.5 AS INTEGER)";
    }

    @Override
    public String byteOrder(String text) {
        return text;
    }

    @Override
    public String tables() {
        return "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    }

    @Override
    public String views() {
        return "SELECT " + home() + " AS home, name, substr(sql, instr(sql, ' AS') + 3) AS query FROM sqlite_master"
                + " WHERE type = 'view' ORDER BY rowid";
    }

    @Override
    public String home() {
        return "'main'";
    }

    @Override
    public String createStage(String stage, String table, String columns) {
        // Columns without a type keep what is bound to them; the line is the rowid, so it costs nothing.
        return "CREATE TABLE " + stage + " (line INTEGER PRIMARY KEY, " + columns + ")";
    }

    @Override
    public StagedRows stagedRows(Connection connection, String stage, List<String> columns) {
        return new InsertedRows(connection, stage, columns);
    }

    @Override
    public String createStagePart(String part, String stage) {
        throw new UnsupportedOperationException("SQLite has one writer, who has no use for parts");
    }

    @Override
    public String dropStage(String stage) {
        return "DROP TABLE IF EXISTS " + stage;
    }

    @Override
    public String endWriters(String stage) {
        return "SELECT 1 WHERE 1 = 0"; // there is one writer, who is this one
    }

    @Override
    public boolean takesSeveralWriters() {
        return false;
    }

    @Override
    public String afterStaging(String stage, String key, boolean byLine) {
        return key.isEmpty() // the line is the table's own key
                ? "SELECT 1" // plans follow the keys' indexes; there is nothing to learn from statistics
                : "CREATE INDEX IF NOT EXISTS " + stage + "_key ON " + stage + " (" + key + ", line)";
    }

    @Override
    public Filling fill(Connection connection, List<String> empty) {
        return Filling.AS_THEY_ARE;
    }

    @Override
    public String unlike(String stage, String table, String key, String sameKey, String differ) {
        return "SELECT s.line, 1 FROM " + stage + " s JOIN " + table + " t ON " + sameKey + " WHERE " + differ;
    }

    @Override
    public String keysNotStaged(String stage, String table, List<String> key, String condition) {
        // Not row by row: no index on a staging table's columns, which have no type, serves a comparison with a number.
        String columns = String.join(", ", key);
        return "SELECT " + columns + " FROM " + table + " t WHERE " + condition + " EXCEPT SELECT " + columns + " FROM "
                + stage;
    }

    @Override
    public String insertMissing(String table, String columns, String stage, String values, String unlike) {
        // The table's own key tells quicker than a look beforehand.
        return "INSERT INTO " + table + " (" + columns + ") SELECT " + values + " FROM " + stage
                + " s WHERE true ON CONFLICT DO NOTHING";
    }

    @Override
    public String checkForeignKeys(boolean check) {
        return "PRAGMA foreign_keys = " + (check ? "ON" : "OFF");
    }

    @Override
    public String findByKeys() {
        return "SELECT 1"; // what has an index is found by it
    }

    @Override
    public String commitSoon() {
        return "1 = 1"; // no commit waits for the disk, but for that of the log as a whole
    }
}
