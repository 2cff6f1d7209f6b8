package io.creditplatform.database.postgresql;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Refusal;
import io.creditplatform.database.RefusedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * The one schema that a session works in: the one that the URL names by {@code currentSchema}, else the first one that the role
 * finds in its search path beside PostgreSQL's own. Of all others of the database the session sees nothing, so that a name never means another's table
 * where the own one is not there yet.
 */
final class HomeSchema {

    /** Some put PostgreSQL's own schemas first, in which nobody makes tables. */
    private static final String FIRST =
            "(SELECT name FROM unnest(current_schemas(false)) WITH ORDINALITY AS found (name, place)"
                    + " WHERE name NOT LIKE 'pg\\_%' AND name <> 'information_schema' ORDER BY place LIMIT 1) AS first";

    private HomeSchema() {}

    /**
     * A URL without {@code currentSchema}. The driver would have the server set it as the session begins, which pools in between
     * refuse or, worse, leave out.
     */
    static String withoutName(String url) {
        int question = url.indexOf('?');
        if (question < 0) {
            return url;
        }
        List<String> parameters = new ArrayList<>();
        for (String parameter : url.substring(question + 1).split("&", -1)) {
            if (!parameter.startsWith(PGProperty.CURRENT_SCHEMA.getName() + "=")) {
                parameters.add(parameter);
            }
        }
        return url.substring(0, question) + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    }

    /** What a URL says of the schema, as in a search path: a name with capitals or signs stands in double quotes. */
    static @Nullable String named(String url) {
        Properties parameters = Driver.parseURL(url, null);
        return parameters == null ? null : PGProperty.CURRENT_SCHEMA.getOrDefault(parameters);
    }

    /**
     * Has a session work in its schema and no other one.
     *
     * @throws RefusedException if there is none: without the right to use it, a schema is not there, and what is in it neither
     */
    static void enter(Connection connection, DatabaseAddress address) throws SQLException {
        String named = named(address.jdbcUrl());
        if (named != null) {
            try (PreparedStatement path = connection.prepareStatement("SELECT set_config('search_path', ?, false)")) {
                path.setString(1, named);
                path.execute();
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet entered = statement.executeQuery(
                        "SELECT set_config('search_path', quote_ident(name), false) FROM " + FIRST)) {
            if (!entered.next()) {
                throw new RefusedException(Refusal.Cause.NO_RIGHTS.because(
                        named == null
                                ? "there is no schema in its search_path that the role may use"
                                : "there is no schema " + named + " that the role may use",
                        remedy(named)));
            } else if (entered.getString(1).contains("\"\"")) {
                throw new RefusedException(Refusal.Cause.UNREACHABLE.because(
                        "its schema " + entered.getString(1)
                                + " has a double quote in its name, which Liquibase cannot write",
                        "Have it renamed by ALTER SCHEMA … RENAME TO …"));
            }
        }
    }

    private static String remedy(@Nullable String named) {
        String grant = "Have its owner run GRANT USAGE ON SCHEMA " + (named == null ? "public" : named)
                + " TO the role that connects, and CREATE as well if it loads";
        return named == null
                ? grant
                : "Where it is missing, CREATE SCHEMA makes it; a name with capitals or signs is written"
                        + " currentSchema=%22Name%22. " + grant;
    }

    /** The number that the database has for the schema, as a signed one. */
    static int number(Statement statement) throws SQLException {
        try (ResultSet number =
                statement.executeQuery("SELECT oid::bigint FROM pg_namespace WHERE nspname = current_schema()")) {
            number.next();
            return (int) number.getLong(1);
        }
    }
}
