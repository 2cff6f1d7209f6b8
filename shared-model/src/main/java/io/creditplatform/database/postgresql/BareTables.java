package io.creditplatform.database.postgresql;

import io.creditplatform.database.Filling;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Empty tables that are filled without their keys, indexes and references. What these are, the catalog tells, before they are
 * dropped; they are built of the same text. Nobody can read the tables meanwhile, which nobody misses as long as they are empty;
 * where somebody is reading them all the same, or has to be asked first, they stay as they are.
 */
final class BareTables implements Filling {

    /** Nobody lets go of the lock in time, and whose table it is. */
    private static final Set<String> NOT_OURS = Set.of("55P03", "42501");

    /**
     * The tables that references lead from to those given, each with whether it is the same role's. A reference cannot be dropped
     * without a lock on both, so each of them has to be empty as well.
     */
    private static final String REFERRING = """
            SELECT DISTINCT child.relname, pg_has_role(child.relowner, 'USAGE') AS ours
            FROM pg_constraint r JOIN pg_class child ON child.oid = r.conrelid
                JOIN pg_class parent ON parent.oid = r.confrelid
            WHERE r.contype = 'f' AND parent.relnamespace = quote_ident(current_schema())::regnamespace
                AND child.relnamespace = parent.relnamespace AND parent.relname = ANY (?)
            """;

    /**
     * References between two of the tables that are locked, if the one they lead to is to be filled: both tables, how each is
     * dropped, and how it is built.
     */
    private static final String REFERENCES = """
            SELECT child.relname AS child, parent.relname AS parent,
                format('ALTER TABLE %I DROP CONSTRAINT %I', child.relname, r.conname) AS dropping,
                format('ALTER TABLE %I ADD CONSTRAINT %I %s', child.relname, r.conname, pg_get_constraintdef(r.oid)) AS building
            FROM pg_constraint r JOIN pg_class child ON child.oid = r.conrelid
                JOIN pg_class parent ON parent.oid = r.confrelid
            WHERE r.contype = 'f' AND child.relnamespace = quote_ident(current_schema())::regnamespace
                AND parent.relnamespace = child.relnamespace AND child.relname = ANY (?) AND parent.relname = ANY (?)
            ORDER BY r.oid
            """;

    /**
     * Keys and other indexes of the tables to fill, unless their text does not say all of them, or something else depends on them;
     * to be asked when the references are dropped.
     */
    private static final String INDEXES = """
            SELECT t.relname AS child, t.relname AS parent,
                CASE WHEN k.oid IS NULL THEN format('DROP INDEX %I', i.relname)
                    ELSE format('ALTER TABLE %I DROP CONSTRAINT %I', t.relname, k.conname) END AS dropping,
                CASE WHEN k.oid IS NULL THEN pg_get_indexdef(i.oid)
                    ELSE format('ALTER TABLE %I ADD CONSTRAINT %I %s', t.relname, k.conname, pg_get_constraintdef(k.oid))
                    END AS building
            FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
                LEFT JOIN pg_constraint k ON k.conindid = i.oid AND k.conrelid = t.oid AND k.contype IN ('p', 'u', 'x')
            WHERE t.relnamespace = quote_ident(current_schema())::regnamespace AND t.relname = ANY (?)
                AND i.reltablespace = 0 AND NOT x.indisclustered AND NOT x.indisreplident AND x.indisvalid
                AND (k.oid IS NULL OR i.reloptions IS NULL)
                AND NOT EXISTS (SELECT 1 FROM pg_description d WHERE d.objoid IN (i.oid, k.oid))
                AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.deptype = 'n' AND
                    (d.refclassid = 'pg_class'::regclass AND d.refobjid = i.oid
                        OR d.refclassid = 'pg_constraint'::regclass AND d.refobjid = k.oid))
            ORDER BY i.oid
            """;

    /** Keys of millions of rows are sorted in memory, unless the role has been given even more. Until the end of the transaction. */
    private static final String ROOM_TO_SORT =
            "SELECT set_config('maintenance_work_mem', '256MB', true) FROM pg_settings"
                    + " WHERE name = 'maintenance_work_mem' AND CAST(setting AS BIGINT) < 256 * 1024";

    private final Connection connection;
    private final Set<String> empty;
    private final List<Definition> pending = new ArrayList<>();

    /** What is to be built again, once both tables are filled; of an index both are one. */
    private record Definition(String child, String parent, String building) {}

    private BareTables(Connection connection, Collection<String> empty) {
        this.connection = connection;
        this.empty = new HashSet<>(empty);
    }

    /** Takes from the tables, as far as they may be locked, what is built again when they are filled. */
    static Filling of(Connection connection, List<String> empty) throws SQLException {
        if (empty.isEmpty()) {
            return AS_THEY_ARE;
        }
        Savepoint before = connection.setSavepoint();
        try {
            BareTables tables = new BareTables(connection, empty);
            tables.strip();
            connection.releaseSavepoint(before);
            return tables;
        } catch (SQLException e) {
            if (!NOT_OURS.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            connection.rollback(before);
            connection.releaseSavepoint(before);
            return AS_THEY_ARE;
        }
    }

    private void strip() throws SQLException {
        Set<String> locked = new HashSet<>(empty);
        for (String referring : emptyReferring()) {
            locked.add(referring);
        }
        execute("LOCK TABLE " + locked.stream().map(BareTables::quoted).collect(Collectors.joining(", "))
                + " IN ACCESS EXCLUSIVE MODE NOWAIT");
        List<Definition> references = take(REFERENCES, locked, empty);
        pending.addAll(take(INDEXES, empty));
        pending.addAll(references); // what they lead to has to have its key first
        execute(ROOM_TO_SORT);
    }

    /** The tables, not among those to fill, that refer to them and are empty as well. */
    private List<String> emptyReferring() throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(REFERRING)) {
            query.setArray(1, connection.createArrayOf("text", empty.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String name = row.getString("relname");
                    if (!empty.contains(name) && row.getBoolean("ours")) {
                        found.add(name);
                    }
                }
            }
        }
        for (Iterator<String> name = found.iterator(); name.hasNext(); ) {
            if (hasRows(name.next())) {
                name.remove();
            }
        }
        return found;
    }

    private boolean hasRows(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM " + quoted(table) + " LIMIT 1")) {
            return row.next();
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @SafeVarargs
    private List<Definition> take(String sql, Set<String>... tables) throws SQLException {
        List<String> dropping = new ArrayList<>();
        List<Definition> taken = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < tables.length; i++) {
                query.setArray(i + 1, connection.createArrayOf("text", tables[i].toArray()));
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    dropping.add(row.getString("dropping"));
                    taken.add(
                            new Definition(row.getString("child"), row.getString("parent"), row.getString("building")));
                }
            }
        }
        for (String statement : dropping) {
            execute(statement);
        }
        return taken;
    }

    @Override
    public void filled(String table) throws SQLException {
        empty.remove(table);
        for (Iterator<Definition> left = pending.iterator(); left.hasNext(); ) {
            Definition definition = left.next();
            if (!empty.contains(definition.child()) && !empty.contains(definition.parent())) {
                execute(definition.building());
                left.remove();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
