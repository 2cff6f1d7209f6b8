package io.creditplatform.database.postgresql;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.ScratchDatabase;
import io.creditplatform.database.Standby;
import io.creditplatform.database.Upkeep;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is done to a PostgreSQL database as a whole; where nothing is, its administrator's tools do it. */
final class PostgresqlUpkeep implements Upkeep {

    /** Begins the names of scratch schemas; behind it stands the number of the schema that they are for, which others do not touch. */
    private static final String SCRATCH = "credit_scratch_";

    private static final String HOME = "quote_ident(current_schema())::regnamespace::oid";

    private static final String SCHEMA_TEXT = """
            WITH extended AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
            own AS (
                SELECT oid, relname, relkind FROM pg_class
                WHERE relnamespace = quote_ident(current_schema())::regnamespace
                    AND ('pg_class'::regclass, oid) NOT IN (SELECT classid, objid FROM extended)
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
            SELECT 'index ' || pg_get_indexdef(indexrelid, 0, true)
            FROM own JOIN pg_index ON indrelid = own.oid
            UNION ALL
            SELECT 'view ' || relname || ' ' || pg_get_viewdef(oid) FROM own WHERE relkind = 'v'
            UNION ALL
            SELECT 'sequence ' || relname FROM own WHERE relkind = 'S'
            UNION ALL
            SELECT 'trigger ' || pg_get_triggerdef(pg_trigger.oid, true)
                || CASE tgenabled WHEN 'O' THEN '' ELSE ' enabled ' || tgenabled::text END
            FROM own JOIN pg_trigger ON tgrelid = own.oid WHERE NOT tgisinternal
            UNION ALL
            SELECT 'function ' || proname || '(' || pg_get_function_identity_arguments(oid) || ')' || prosrc
            FROM pg_proc WHERE pronamespace = quote_ident(current_schema())::regnamespace
                AND ('pg_proc'::regclass, oid) NOT IN (SELECT classid, objid FROM extended)
            ORDER BY 1
            """;

    /**
     * A primary that does nothing sends nothing, so the age of the newest change says little as long as all is repeated that was sent.
     * That there is a receiver, who may not see more of it is told, too.
     */
    private static final String STANDBY = """
            SELECT connected, newest,
                CASE WHEN connected AND pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
                    ELSE greatest(0, floor(extract(EPOCH FROM clock_timestamp() - newest)))::bigint END AS behind
            FROM (SELECT EXISTS (SELECT 1 FROM pg_stat_wal_receiver) AS connected,
                pg_last_xact_replay_timestamp() AS newest) AS seen
            WHERE pg_is_in_recovery()
            """;

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
        String schema = SCRATCH + names(connection, "SELECT " + HOME).get(0) + "_"
                + UUID.randomUUID().toString().replace("-", "");
        execute(connection, "CREATE SCHEMA " + schema);
        String separator = address.jdbcUrl().contains("?") ? "&" : "?";
        return new ScratchDatabase(
                new DatabaseAddress(
                        address.database(), address.jdbcUrl() + separator + "currentSchema=" + schema, null),
                () -> execute(connection, "DROP SCHEMA " + schema + " CASCADE"));
    }

    @Override
    public String schemaText() {
        return SCHEMA_TEXT;
    }

    @Override
    public List<String> problems() {
        return List.of("SELECT conname || ' is not valid' FROM pg_constraint"
                + " WHERE connamespace = quote_ident(current_schema())::regnamespace AND NOT convalidated");
    }

    /** Reads no rows: what the server itself has noticed. */
    @Override
    public List<String> quickProblems() {
        return List.of(
                "SELECT 'the index ' || indexrelid::regclass || ' is not valid' FROM pg_index JOIN pg_class c ON c.oid = indexrelid"
                        + " WHERE c.relnamespace = quote_ident(current_schema())::regnamespace AND NOT (indisvalid AND indisready) ORDER BY 1",
                "SELECT 'the constraint ' || conname || ' is not valid' FROM pg_constraint"
                        + " WHERE connamespace = quote_ident(current_schema())::regnamespace AND NOT convalidated ORDER BY 1",
                "SELECT checksum_failures || ' pages had another checksum than they should, the last one at '"
                        + " || checksum_last_failure FROM pg_stat_database"
                        + " WHERE datname = current_database() AND checksum_failures > 0");
    }

    /** Earlier programs, of which none works while this one holds the load lock, gave them no number. */
    @Override
    public void removeScratch(DatabaseAddress address, Connection connection) throws SQLException {
        String left = "SELECT nspname FROM pg_namespace WHERE nspname ~ ('^" + SCRATCH + "(' || " + HOME
                + " || '_)?[0-9a-f]{32}$') AND pg_has_role(nspowner, 'USAGE')";
        for (String schema : names(connection, left)) {
            execute(connection, "DROP SCHEMA " + schema + " CASCADE");
        }
    }

    @Override
    public Optional<Standby> standby(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STANDBY)) {
            if (!row.next()) {
                return Optional.empty();
            }
            OffsetDateTime newest = row.getObject("newest", OffsetDateTime.class);
            long behind = row.getLong("behind");
            return Optional.of(new Standby(
                    row.getBoolean("connected"),
                    row.wasNull() ? null : Long.valueOf(behind),
                    newest == null ? null : newest.toInstant()));
        }
    }

    /**
     * Of the tables of this schema alone, others of the database are not ours to look through, and of those that are not
     * what they were when they were last looked through: by their size, which is known at once, or by the server's count
     * of changes, which may come later but also sees what was written into room that was free. A night that changes little
     * would otherwise read samples of all that it left as it was.
     */
    @Override
    public String afterLoad() {
        return """
                DO $$ DECLARE own regclass; BEGIN
                    FOR own IN SELECT oid FROM pg_class
                        WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relkind = 'r'
                            AND pg_has_role(relowner, 'USAGE')
                            AND (abs(pg_relation_size(oid) / current_setting('block_size')::int - relpages)
                                    > relpages * 0.05
                                OR reltuples <= 0 AND pg_relation_size(oid) > 0
                                OR pg_stat_get_mod_since_analyze(oid) > reltuples * 0.05)
                    LOOP EXECUTE 'ANALYZE ' || own; END LOOP;
                END $$
                """;
    }

    private static List<String> names(Connection connection, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
