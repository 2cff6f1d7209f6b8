package io.creditplatform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database's change log. */
public final class ChangeLog {

    /** The change sets that the program knows: those of the test resources in {@code db/changelog}. */
    static final String[] DECLARED = {"010-hens", "010-hens-view", "020-eggs-sqlite", "999-tag-v1"};

    private ChangeLog() {}

    /** As after migrating to what the program knows. */
    public static void createCurrent(Connection connection) throws SQLException {
        create(connection, DECLARED);
    }

    /** The columns of Liquibase's table that matter; ids in the order in which they were run. */
    static void create(Connection connection, String... ids) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE DATABASECHANGELOG (
                        ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255) NOT NULL,
                        DATEEXECUTED TEXT NOT NULL, ORDEREXECUTED INT NOT NULL, TAG VARCHAR(255))
                    """);
            for (int i = 0; i < ids.length; i++) {
                String tag = ids[i].startsWith("999-tag-") ? "'" + ids[i].substring("999-tag-".length()) + "'" : "NULL";
                statement.execute("INSERT INTO DATABASECHANGELOG VALUES ('%s', 'x', 'x', '2025-01-01', %d, %s)"
                        .formatted(ids[i], i + 1, tag));
            }
        }
    }
}
