package io.creditplatform.database;

import io.creditplatform.setting.Setting;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of database that the platform runs on: their names, for all who only pass them on, write SQL, or connect. What each
 * does in its own way is said by its {@link DatabaseKind}.
 */
public enum Database implements Dialect {

    /** The embedded default. */
    SQLITE("SQLite"),

    /** For when one file is no longer enough. */
    POSTGRESQL("PostgreSQL");

    /** What a connection is for. */
    public enum Access {
        /** Queries only; the database must exist. */
        READ,
        /** Everything; an embedded database is created where there is none. */
        WRITE
    }

    private final String displayName;

    Database(String displayName) {
        this.displayName = displayName;
    }

    /** The name that people know it by. */
    public String displayName() {
        return displayName;
    }

    /** What is done to a database of this kind as a whole. */
    public Upkeep upkeep() {
        return kind().upkeep();
    }

    /** How to come to databases of this kind. */
    public Connections connections() {
        return kind().connections();
    }

    /** What a failure of this kind's driver means. */
    public Refusal refusal(SQLException failure) {
        return failure instanceof RefusedException refused ? refused.refusal() : kind().refusal(failure);
    }

    private DatabaseKind kind() {
        return Objects.requireNonNull(Kinds.BY_NAME.get(this), "each kind is a service");
    }

    @Override
    public Object date(LocalDate date) {
        return kind().dialect().date(date);
    }

    @Override
    public Object decimal(BigDecimal decimal) {
        return kind().dialect().decimal(decimal);
    }

    @Override
    public Object timestamp(Instant instant) {
        return kind().dialect().timestamp(instant);
    }

    @Override
    public @Nullable Instant timestamp(ResultSet row, String column) throws SQLException {
        return kind().dialect().timestamp(row, column);
    }

    @Override
    public String isoWeek(String timestamp) {
        return kind().dialect().isoWeek(timestamp);
    }

    @Override
    public String yearMonth(String timestamp) {
        return kind().dialect().yearMonth(timestamp);
    }

    @Override
    public String day(String timestamp) {
        return kind().dialect().day(timestamp);
    }

    @Override
    public String epochMicros(String timestamp) {
        return kind().dialect().epochMicros(timestamp);
    }

    @Override
    public @Nullable String text(ResultSet row, int column) throws SQLException {
        return kind().dialect().text(row, column);
    }

    @Override
    public String dayAfter(String date) {
        return kind().dialect().dayAfter(date);
    }

    @Override
    public String epochDay(String date) {
        return kind().dialect().epochDay(date);
    }

    @Override
    public String byteOrder(String text) {
        return kind().dialect().byteOrder(text);
    }

    @Override
    public String tables() {
        return kind().dialect().tables();
    }

    @Override
    public String views() {
        return kind().dialect().views();
    }

    @Override
    public String home() {
        return kind().dialect().home();
    }

    @Override
    public String createStage(String stage, String table, String columns) {
        return kind().dialect().createStage(stage, table, columns);
    }

    @Override
    public StagedRows stagedRows(Connection connection, String stage, List<String> columns) throws SQLException {
        return kind().dialect().stagedRows(connection, stage, columns);
    }

    @Override
    public String createStagePart(String part, String stage) {
        return kind().dialect().createStagePart(part, stage);
    }

    @Override
    public String dropStage(String stage) {
        return kind().dialect().dropStage(stage);
    }

    @Override
    public String endWriters(String stage) {
        return kind().dialect().endWriters(stage);
    }

    @Override
    public boolean takesSeveralWriters() {
        return kind().dialect().takesSeveralWriters();
    }

    @Override
    public String afterStaging(String stage, String key, boolean byLine) {
        return kind().dialect().afterStaging(stage, key, byLine);
    }

    @Override
    public Filling fill(Connection connection, List<String> empty) throws SQLException {
        return kind().dialect().fill(connection, empty);
    }

    @Override
    public String unlike(String stage, String table, String key, String sameKey, String differ) {
        return kind().dialect().unlike(stage, table, key, sameKey, differ);
    }

    @Override
    public String keysNotStaged(String stage, String table, List<String> key, String condition) {
        return kind().dialect().keysNotStaged(stage, table, key, condition);
    }

    @Override
    public String insertMissing(String table, String columns, String stage, String values, String unlike) {
        return kind().dialect().insertMissing(table, columns, stage, values, unlike);
    }

    @Override
    public String checkForeignKeys(boolean check) {
        return kind().dialect().checkForeignKeys(check);
    }

    @Override
    public String findByKeys() {
        return kind().dialect().findByKeys();
    }

    @Override
    public String commitSoon() {
        return kind().dialect().commitSoon();
    }

    /** The kind that a connection leads to. */
    static Database of(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName();
        return Arrays.stream(values())
                .filter(kind -> kind.displayName.equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(name + " is no kind of database that is known here"));
    }

    /**
     * Connects to a database.
     *
     * @throws DatabaseException if that fails
     */
    public static Connection open(DatabaseAddress address, Access access) {
        return open(address, access, Duration.ofMillis(Setting.BUSY_TIMEOUT.number()));
    }

    /**
     * Connects to a database.
     *
     * @param patience how long a lock of another program, or a server that does not answer, is waited for
     * @throws DatabaseException if that fails
     */
    static Connection open(DatabaseAddress address, Access access, Duration patience) {
        if (access == Access.READ && !address.database().connections().exists(address)) {
            throw DatabaseException.missing("There is no database at " + address
                    + ". `credit import DIR` creates it; another one is named by --db or CREDIT_DB.");
        }
        try {
            return address.database().connections().connect(address, access, patience);
        } catch (SQLException e) {
            Refusal refusal = address.database().refusal(e);
            // The driver's own message may quote the whole URL with the password in it.
            throw new DatabaseException(
                    refusal.cause() == Refusal.Cause.OTHER
                            ? "Cannot open the database " + address + ": " + refusal.reason()
                            : refusal.explain(address),
                    new RefusedException(refusal));
        }
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DatabaseException("Cannot close a connection: " + e.getMessage(), e);
        }
    }

    /** Found when first asked for, since the kinds themselves know their names. */
    private static final class Kinds {

        static final Map<Database, DatabaseKind> BY_NAME = found();

        private static Map<Database, DatabaseKind> found() {
            Map<Database, DatabaseKind> kinds = new EnumMap<>(Database.class);
            for (DatabaseKind kind : ServiceLoader.load(DatabaseKind.class, Database.class.getClassLoader())) {
                kinds.put(kind.database(), kind);
            }
            return kinds;
        }
    }
}
