package io.creditplatform.migration;

import io.creditplatform.audit.AuditLog;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.ManyRows;
import io.creditplatform.database.OwnTables;
import io.creditplatform.load.DataStates;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a schema and what is in them; without Liquibase's own tables, staging tables, those that tell of this moment, or of what is done, only,
 * and the database's own.
 */
final class Tables {

    private static final Set<String> NO_CONTENT =
            Set.of(DataStates.TABLE, "load_lock", "service_state", AuditLog.TABLE);

    private Tables() {}

    /** The columns of each table, by name. */
    static Map<String, List<String>> columns(Connection connection) {
        Map<String, List<String>> columns = new TreeMap<>();
        try {
            for (String name : OwnTables.names(connection)) {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!lower.startsWith("databasechangelog")
                        && !lower.startsWith("stage_")
                        && !NO_CONTENT.contains(lower)
                        && !lower.startsWith("sqlite_")) {
                    columns.put(lower, OwnTables.columns(connection, name));
                }
            }
            return columns;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The names of the tables, parents before their children. */
    static List<String> parentsFirst(Connection connection) {
        Set<String> ordered = new LinkedHashSet<>();
        try {
            for (String table : columns(connection).keySet()) {
                place(table, connection, ordered);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
        return List.copyOf(ordered);
    }

    private static void place(String table, Connection connection, Set<String> ordered) throws SQLException {
        if (!ordered.contains(table)) {
            List<String> parents = new ArrayList<>();
            try (ResultSet keys = connection.getMetaData().getImportedKeys(null, connection.getSchema(), table)) {
                while (keys.next()) {
                    parents.add(keys.getString("PKTABLE_NAME"));
                }
            }
            for (String parent : parents) {
                if (!parent.equals(table)) {
                    place(parent, connection, ordered);
                }
            }
            ordered.add(table);
        }
    }

    /** The answers of a query of one column. */
    static List<String> ask(Connection connection, String query) {
        List<String> answers = new ArrayList<>();
        try {
            ManyRows.read(connection, query, List.of(), row -> answers.add(row.getString(1)));
            return answers;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The number of rows of each table. */
    static Map<String, Long> rows(Connection connection) {
        Map<String, Long> rows = new LinkedHashMap<>();
        columns(connection)
                .keySet()
                .forEach(table -> rows.put(
                        table,
                        Long.valueOf(
                                ask(connection, "SELECT count(*) FROM " + table).get(0))));
        return rows;
    }

    /** What is damaged, in sentences. */
    static List<String> problems(Database database, Connection connection) {
        return database.upkeep().problems().stream()
                .flatMap(query -> ask(connection, query).stream())
                .toList();
    }

    /**
     * A digest of what these columns of these tables hold, however the rows are ordered: the number of rows, and the sum of
     * each row's digest.
     */
    static Map<String, String> digests(Connection connection, Map<String, List<String>> columns) {
        Map<String, String> digests = new TreeMap<>();
        columns.forEach((table, names) -> digests.put(table, digest(connection, table, names)));
        return digests;
    }

    private static String digest(Connection connection, String table, List<String> columns) {
        String names =
                String.join(", ", columns.stream().map(name -> '"' + name + '"').toList());
        try {
            Digest digest = new Digest(columns.size());
            ManyRows.read(connection, "SELECT " + names + " FROM " + table, List.of(), digest);
            return digest.toString();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Adds up the digests of rows, whatever their order. */
    private static final class Digest implements ManyRows.Reader<SQLException> {

        private final MessageDigest sha256;
        private final int columns;
        private long rows;
        private long sum;
        private long otherSum;

        Digest(int columns) {
            this.columns = columns;
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every Java has it
            }
        }

        @Override
        public void take(ResultSet row) throws SQLException {
            for (int i = 1; i <= columns; i++) {
                sha256.update(bytes(row.getString(i)));
            }
            byte[] digest = sha256.digest();
            sum += number(digest, 0);
            otherSum += number(digest, Long.BYTES);
            rows++;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d rows %016x%016x", rows, sum, otherSum);
        }
    }

    /** With something after it that no text holds, so that cells cannot run into each other. */
    private static byte[] bytes(@Nullable String cell) {
        return (cell == null ? "\0\0" : cell + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static long number(byte[] bytes, int start) {
        long number = 0;
        for (int i = start; i < start + Long.BYTES; i++) {
            number = number << Byte.SIZE | (bytes[i] & 0xFF);
        }
        return number;
    }

    private static DatabaseException failure(SQLException e) {
        return new DatabaseException("Cannot look through the tables: " + e.getMessage(), e);
    }
}
