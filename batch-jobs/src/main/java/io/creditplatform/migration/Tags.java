package io.creditplatform.migration;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names that states of a database have, by which one can go back to them. Change sets set those of versions; further
 * ones stand in rows of their own in the change log, since Liquibase's own command would replace the version's.
 */
public final class Tags {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private Tags() {}

    /** Whether this can be a tag: letters, digits, dots, dashes and underscores, at most 64. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The tags of a database, oldest first. */
    public static List<String> of(DatabaseAddress address, Connection connection) {
        List<String> tags = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT TAG FROM DATABASECHANGELOG WHERE TAG IS NOT NULL ORDER BY ORDEREXECUTED")) {
            while (rows.next()) {
                tags.add(rows.getString(1));
            }
            return tags;
        } catch (SQLException e) {
            throw new DatabaseException("Cannot read the tags of " + address + ": " + e.getMessage(), e);
        }
    }

    /** The statement that gives the present state one more name, which must be one. */
    public static String addSql(String name) {
        return "INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, EXECTYPE, DESCRIPTION,"
                + " COMMENTS, TAG) SELECT '" + Schema.OWN_TAG + name + "', 'credit-platform', 'credit db tag',"
                + " CASE WHEN max(DATEEXECUTED) > CURRENT_TIMESTAMP THEN max(DATEEXECUTED) ELSE CURRENT_TIMESTAMP END,"
                + " max(ORDEREXECUTED) + 1, 'EXECUTED', 'tag', '', '" + name
                + "' FROM DATABASECHANGELOG";
    }

    /** Gives the present state one more name, which must be one. */
    public static void add(String name, DatabaseAddress address, Connection connection) {
        try {
            execute(addSql(name), connection);
        } catch (SQLException e) {
            throw new DatabaseException("Cannot tag " + address + ": " + e.getMessage(), e);
        }
    }

    static String removeOwnAfterSql(String tag) {
        return "DELETE FROM DATABASECHANGELOG WHERE ID LIKE '" + Schema.OWN_TAG
                + "%' AND ORDEREXECUTED > (SELECT max(ORDEREXECUTED) FROM DATABASECHANGELOG WHERE TAG = '"
                + tag.replace("'", "''") + "')";
    }

    /** Liquibase takes back change sets only. */
    static void removeOwnAfter(String tag, Connection connection) {
        try {
            execute(removeOwnAfterSql(tag), connection);
        } catch (SQLException e) {
            throw new DatabaseException("Cannot remove the tags after " + tag + ": " + e.getMessage(), e);
        }
    }

    static void execute(String sql, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }
}
