package io.creditplatform.database;

import io.creditplatform.model.Coded;
import io.creditplatform.model.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** The kinds of database that the platform runs on, with every difference between them that the program must know. */
public enum Database {

    /** The embedded default: one file, write-ahead logging, one writer beside many readers. */
    SQLITE("SQLite") {
        @Override
        Connection connect(DatabaseAddress address, Access access, Duration patience) throws SQLException {
            SQLiteConfig config = new SQLiteConfig();
            config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
            config.enforceForeignKeys(true);
            config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
            config.setTransactionMode(
                    access == Access.READ
                            ? SQLiteConfig.TransactionMode.DEFERRED
                            : SQLiteConfig.TransactionMode.IMMEDIATE);
            config.setCacheSize(-CACHE_KIB);
            config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, "0");
            if (access == Access.READ) {
                config.resetOpenMode(SQLiteOpenMode.CREATE);
            } else if (Files.exists(file(address)) && !Files.isWritable(file(address))) {
                throw new SQLException(
                        "SQLITE_READONLY"); // which SQLite itself says no sooner than at the first change
            }
            Connection connection = DriverManager.getConnection(address.jdbcUrl(), config.toProperties());
            try (Statement statement = connection.createStatement()) {
                if (access == Access.READ) {
                    // Not opened as read-only: who leaves last could not empty the log then, and would leave it behind.
                    statement.execute("PRAGMA query_only = ON");
                    statement.execute("PRAGMA schema_version"); // tells at once if the file is no database
                } else {
                    // In this order: a database keeps the page size that it begins its log with.
                    statement.execute("PRAGMA page_size = " + PAGE_BYTES);
                    expect(statement, "PRAGMA journal_mode = WAL", "wal");
                }
                statement.execute("PRAGMA wal_autocheckpoint = " + WAL_PAGES);
                expect(statement, "PRAGMA synchronous", "1");
                expect(statement, "PRAGMA foreign_keys", "1");
                return connection;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        }

        @Override
        Connection forServing(Connection connection, Duration statementLimit) throws SQLException {
            return KeptStatements.on(connection, statementLimit);
        }

        @Override
        public boolean exists(DatabaseAddress address) {
            return Files.exists(file(address));
        }

        @Override
        public Optional<Object> identity(DatabaseAddress address) {
            try {
                return Optional.ofNullable(Files.readAttributes(file(address), BasicFileAttributes.class)
                        .fileKey());
            } catch (IOException e) {
                return Optional.empty(); // there is none now
            }
        }

        @Override
        public Optional<LoadLock> tryLock(DatabaseAddress address, Connection connection) {
            Path file = file(address).toAbsolutePath();
            return LoadLock.onFile(file.resolveSibling(file.getFileName() + ".lock"));
        }

        @Override
        public boolean copy(Path template, Connection connection) throws SQLException {
            if (!Files.exists(template)) {
                return false;
            }
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("RESTORE FROM \"" + template + "\"");
            }
            return true;
        }

        @Override
        public boolean backUp(Connection connection, Path target) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("BACKUP TO \"" + target + "\"");
            }
            return true;
        }

        @Override
        public ScratchDatabase scratch(DatabaseAddress address, Connection connection) {
            Path file = file(address).toAbsolutePath();
            Path scratch = file.resolveSibling(file.getFileName() + ".scratch-" + UUID.randomUUID());
            return new ScratchDatabase(DatabaseAddress.of(scratch), () -> {
                for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
                    Files.deleteIfExists(Path.of(scratch + suffix));
                }
            });
        }

        @Override
        public String schemaText() {
            return """
                    SELECT type || ' ' || coalesce(sql, name) FROM sqlite_master
                    WHERE name NOT LIKE 'DATABASECHANGELOG%' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
                        AND tbl_name NOT LIKE 'stage!_%' ESCAPE '!'
                    ORDER BY 1
                    """;
        }

        @Override
        public String views() {
            return "SELECT 'main' AS home, name, substr(sql, instr(sql, ' AS') + 3) AS query FROM sqlite_master"
                    + " WHERE type = 'view' ORDER BY rowid";
        }

        @Override
        public List<String> problems() {
            return List.of(
                    "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
                    "SELECT \"table\" || ': row ' || coalesce(rowid, '?') || ' has no parent in ' || parent"
                            + " FROM pragma_foreign_key_check");
        }

        @Override
        Object date(LocalDate date) {
            return date.toString();
        }

        @Override
        Object decimal(BigDecimal decimal) {
            return decimal.toPlainString(); // as text, since its own numbers with decimals are floats
        }

        @Override
        Object timestamp(Instant instant) {
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
        public String epochMicros(String timestamp) {
            // SQLite's own times end at milliseconds.
            return "(CAST(strftime('%s', substr(" + timestamp + ", 1, 19)) AS INTEGER) * 1000000 + CAST(substr("
                    + timestamp + ", 21) AS INTEGER))";
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
        public String createStage(String stage, String table, String columns) {
            // Columns without a type keep what is bound to them; the line is the rowid, so it costs nothing.
            return "CREATE TABLE " + stage + " (line INTEGER PRIMARY KEY, " + columns + ")";
        }

        @Override
        public String afterStaging(String stage) {
            return "SELECT 1"; // plans follow the keys' indexes; there is nothing to learn from statistics
        }

        @Override
        public String checkForeignKeys(boolean check) {
            return "PRAGMA foreign_keys = " + (check ? "ON" : "OFF");
        }

        @Override
        public String afterLoad() {
            return "PRAGMA wal_checkpoint(TRUNCATE)";
        }

        private static Path file(DatabaseAddress address) {
            return Objects.requireNonNull(address.file(), "a SQLite address has a file");
        }
    },

    /** For when one file is no longer enough. */
    POSTGRESQL("PostgreSQL") {
        @Override
        Connection connect(DatabaseAddress address, Access access, Duration patience) throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("reWriteBatchedInserts", "true");
            properties.setProperty("ApplicationName", "credit");
            properties.setProperty(
                    "loginTimeout", String.valueOf(patience.toMillis() / 1000.0)); // of the URL, that holds
            Connection connection = DriverManager.getConnection(address.jdbcUrl(), properties);
            connection.setReadOnly(access == Access.READ);
            noticeDeadClient(connection);
            return connection;
        }

        @Override
        Connection forServing(Connection connection, Duration statementLimit) throws SQLException {
            // The driver itself keeps what is prepared often.
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET statement_timeout = " + statementLimit.toMillis());
            }
            return connection;
        }

        @Override
        public boolean exists(DatabaseAddress address) {
            return true; // connecting tells
        }

        @Override
        public Optional<Object> identity(DatabaseAddress address) {
            return Optional.empty(); // connections end when the server does
        }

        @Override
        public Optional<LoadLock> tryLock(DatabaseAddress address, Connection connection) {
            try (Statement statement = connection.createStatement()) {
                boolean locked = false;
                // A server takes a moment to notice that a client was killed, and keeps its lock until then.
                for (int attempt = 0; attempt < LOCK_ATTEMPTS && !locked; attempt++) {
                    if (attempt > 0) {
                        Thread.sleep(LOCK_PAUSE_MILLIS);
                    }
                    try (ResultSet answer =
                            statement.executeQuery("SELECT pg_try_advisory_lock(" + ADVISORY_LOCK + ")")) {
                        locked = answer.next() && answer.getBoolean(1);
                    }
                }
                // The lock lives as long as the connection does.
                return locked ? Optional.of(() -> {}) : Optional.empty();
            } catch (SQLException e) {
                throw new DatabaseException("Cannot ask " + address + " for the load lock: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        /** Has the server give up a statement whose client is gone; where it cannot, the statement just ends later. */
        private static void noticeDeadClient(Connection connection) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET client_connection_check_interval = '500ms'");
            } catch (SQLException e) {
                // Not every platform that PostgreSQL runs on has it.
            }
        }

        @Override
        public boolean copy(Path template, Connection connection) {
            return false; // its databases are not files
        }

        @Override
        public boolean backUp(Connection connection, Path target) {
            return false; // its databases are not files, and what a server keeps is its administrator's to back up
        }

        @Override
        public ScratchDatabase scratch(DatabaseAddress address, Connection connection) throws SQLException {
            String schema = "credit_scratch_" + UUID.randomUUID().toString().replace("-", "");
            execute(connection, "CREATE SCHEMA " + schema);
            String separator = address.jdbcUrl().contains("?") ? "&" : "?";
            return new ScratchDatabase(
                    new DatabaseAddress(this, address.jdbcUrl() + separator + "currentSchema=" + schema, null),
                    () -> execute(connection, "DROP SCHEMA " + schema + " CASCADE"));
        }

        @Override
        public String schemaText() {
            return SCHEMA_TEXT_OF_POSTGRESQL;
        }

        @Override
        public String views() {
            return "SELECT quote_ident(current_schema()) AS home, relname AS name, pg_get_viewdef(oid) AS query FROM pg_class"
                    + " WHERE relkind = 'v' AND relnamespace = current_schema()::regnamespace ORDER BY oid";
        }

        @Override
        public List<String> problems() {
            return List.of("SELECT conname || ' is not valid' FROM pg_constraint"
                    + " WHERE connamespace = current_schema()::regnamespace AND NOT convalidated");
        }

        private static void execute(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        Object date(LocalDate date) {
            return date;
        }

        @Override
        Object decimal(BigDecimal decimal) {
            return decimal;
        }

        @Override
        Object timestamp(Instant instant) {
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
        public String createStage(String stage, String table, String columns) {
            return "CREATE TABLE " + stage + " AS SELECT 0::BIGINT AS line, " + columns + " FROM " + table
                    + " WITH NO DATA";
        }

        @Override
        public String afterStaging(String stage) {
            return "ANALYZE " + stage;
        }

        @Override
        public String checkForeignKeys(boolean check) {
            return "SELECT 1"; // only a superuser can do without
        }

        @Override
        public String afterLoad() {
            return "ANALYZE";
        }
    };

    /** What a connection is for. */
    public enum Access {
        /** Queries only; the database must exist. */
        READ,
        /** Everything; an embedded database is created where there is none. */
        WRITE
    }

    /** How long a lock of another program is waited for, unless the system property credit.busy-timeout says otherwise. */
    private static final int BUSY_TIMEOUT_MILLIS = 30_000;

    private static final int CACHE_KIB = 64 * 1024;

    /** Of a new database. Four times SQLite's default: a large load takes less work. */
    private static final int PAGE_BYTES = 16 * 1024;

    /** Pages of write-ahead log before they are copied back, 64 MiB in a new database: a load writes most pages only once. */
    private static final int WAL_PAGES = 4 * 1024;

    private static final int LOCK_ATTEMPTS = 12;
    private static final long LOCK_PAUSE_MILLIS = 250;

    /** Any number will do as long as nobody else uses it: the first letters of the platform's name. */
    private static final long ADVISORY_LOCK = 0x43726564506c6174L;

    private static final String SCHEMA_TEXT_OF_POSTGRESQL = """
            WITH own AS (
                SELECT oid, relname, relkind FROM pg_class
                WHERE relnamespace = current_schema()::regnamespace
                    AND relname NOT LIKE 'databasechangelog%' AND relname NOT LIKE 'stage!_%' ESCAPE '!')
            SELECT 'column ' || relname || ' '
                || row_number() OVER (PARTITION BY own.oid ORDER BY attnum) || ' ' || attname || ' '
                || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
                || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '')
            FROM own JOIN pg_attribute ON attrelid = own.oid
                LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped
            UNION ALL
            SELECT 'constraint ' || relname || ' ' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
            FROM own JOIN pg_constraint ON conrelid = own.oid
            UNION ALL
            SELECT 'index ' || replace(pg_get_indexdef(indexrelid), current_schema() || '.', '')
            FROM own JOIN pg_index ON indrelid = own.oid
            UNION ALL
            SELECT 'view ' || relname || ' ' || pg_get_viewdef(oid) FROM own WHERE relkind = 'v'
            UNION ALL
            SELECT 'sequence ' || relname FROM own WHERE relkind = 'S'
            ORDER BY 1
            """;

    private final String displayName;

    Database(String displayName) {
        this.displayName = displayName;
    }

    /** The name that people know it by. */
    public final String displayName() {
        return displayName;
    }

    abstract Connection connect(DatabaseAddress address, Access access, Duration patience) throws SQLException;

    /** A connection such that it keeps prepared statements and ends those that take too long. */
    abstract Connection forServing(Connection connection, Duration statementLimit) throws SQLException;

    /** Whether there is something to connect to. */
    public abstract boolean exists(DatabaseAddress address);

    /** What tells a database from another one that was put in its place, which open connections do not notice; empty if nothing does. */
    public abstract Optional<Object> identity(DatabaseAddress address);

    /**
     * Takes the load lock, unless another process has it.
     *
     * @param connection the connection that the load will use
     */
    public abstract Optional<LoadLock> tryLock(DatabaseAddress address, Connection connection);

    /**
     * Makes a database what another one is, in one transaction, where there is that other one and this kind has files.
     *
     * @return whether it did
     * @throws SQLException if the template cannot be read, or the database not be written; it is as it was then
     */
    public abstract boolean copy(Path template, Connection connection) throws SQLException;

    /**
     * Copies the whole database, as it is at one moment, into a new file, where this kind has files.
     *
     * @return whether it did
     * @throws SQLException if the file cannot be written
     */
    public abstract boolean backUp(Connection connection, Path target) throws SQLException;

    /**
     * Makes an empty database beside another one, for as long as it is needed.
     *
     * @param connection to that other one; must stay open until the scratch database is closed
     * @throws SQLException if the user may not do that
     */
    public abstract ScratchDatabase scratch(DatabaseAddress address, Connection connection) throws SQLException;

    /** A query for all that the schema says, a row for each part of it, but for Liquibase's own tables and staging tables. */
    public abstract String schemaText();

    /** Queries for what is damaged; they give one sentence for each damage. */
    public abstract List<String> problems();

    abstract Object date(LocalDate date);

    abstract Object decimal(BigDecimal decimal);

    abstract Object timestamp(Instant instant);

    /** Reads a timestamp back. */
    public abstract @Nullable Instant timestamp(ResultSet row, String column) throws SQLException;

    /** SQL that is equal for two timestamps if they lie in the same ISO week, from Monday to Sunday, and only then. */
    public abstract String isoWeek(String timestamp);

    /** SQL for the month of a timestamp, such as {@code 2025-06}. */
    public abstract String yearMonth(String timestamp);

    /** SQL for a timestamp as microseconds since 1970-01-01, UTC. */
    public abstract String epochMicros(String timestamp);

    /** Reads a value of whatever type as text, which is the same for either kind of database. */
    public abstract @Nullable String text(ResultSet row, int column) throws SQLException;

    /** SQL for the day after that of an SQL expression which is a date. */
    public abstract String dayAfter(String date);

    /** SQL for the days from 1970-01-01 to an SQL expression which is a date. */
    public abstract String epochDay(String date);

    /** SQL for a text that is compared byte by byte, whatever the language that the database was made for. */
    public abstract String byteOrder(String text);

    /** A query for the platform's views in the order in which they were made: the schema they live in, name, and query of each. */
    public abstract String views();

    /** SQL that makes a staging table: the given columns of a table, each as the table has it, and the line. */
    public abstract String createStage(String stage, String table, String columns);

    /** SQL to run when a staging table is full. */
    public abstract String afterStaging(String stage);

    /** SQL to run, outside a transaction, to have each changed row's references checked, or not, where that can be chosen. */
    public abstract String checkForeignKeys(boolean check);

    /** SQL to run, outside a transaction, when a load is through. */
    public abstract String afterLoad();

    /** What a value of a feed's column, or of a parameter, is to the driver. Timestamps are kept in UTC. */
    public final @Nullable Object sqlValue(@Nullable Object value) {
        if (value instanceof Money money) {
            return money.minorUnits();
        } else if (value instanceof Coded coded) {
            return coded.code();
        } else if (value instanceof LocalDate date) {
            return date(date);
        } else if (value instanceof BigDecimal decimal) {
            return decimal(decimal);
        } else if (value instanceof Instant instant) {
            return timestamp(instant);
        }
        return value;
    }

    /**
     * Connects to a database.
     *
     * @throws DatabaseException if that fails
     */
    public static Connection open(DatabaseAddress address, Access access) {
        return open(address, access, Duration.ofMillis(Integer.getInteger("credit.busy-timeout", BUSY_TIMEOUT_MILLIS)));
    }

    /**
     * Connects to a database.
     *
     * @param patience how long a lock of another program, or a server that does not answer, is waited for
     * @throws DatabaseException if that fails
     */
    static Connection open(DatabaseAddress address, Access access, Duration patience) {
        if (access == Access.READ && !address.database().exists(address)) {
            throw DatabaseException.missing("There is no database at " + address
                    + ". `credit import DIR` creates it; another one is named by --db or CREDIT_DB.");
        }
        try {
            return address.database().connect(address, access, patience);
        } catch (SQLException e) {
            String reason = reason(address, e);
            throw new DatabaseException(
                    "Cannot open the database " + address + ": " + reason, new SQLException(reason));
        }
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DatabaseException("Cannot close a connection: " + e.getMessage(), e);
        }
    }

    /** The driver's message may quote the whole URL with the password in it; it must not be passed on as it is. */
    private static String reason(DatabaseAddress address, SQLException e) {
        String message = String.valueOf(e.getMessage()).replace(address.jdbcUrl(), address.toString());
        if (message.contains("SQLITE_NOTADB")) {
            return "the file is not a SQLite database. Name another one by --db or CREDIT_DB.";
        } else if (message.contains("SQLITE_CANTOPEN")) {
            return "the file cannot be opened or created. Does its folder exist, and may you write to it?";
        } else if (message.contains("SQLITE_READONLY")) {
            return "it is read-only for you. Have its permissions changed, or name another one by --db or CREDIT_DB.";
        }
        return message;
    }

    private static void expect(Statement statement, String pragma, String expected) throws SQLException {
        try (ResultSet result = statement.executeQuery(pragma)) {
            String got = result.next() ? result.getString(1) : "nothing";
            if (!expected.equals(got)) {
                throw new SQLException(pragma + " is " + got + ", expected " + expected);
            }
        }
    }
}
