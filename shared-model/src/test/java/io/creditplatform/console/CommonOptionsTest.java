package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditplatform.database.ChangeLog;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which database is meant, and what it answers. */
class CommonOptionsTest {

    private static final String HENS = "SELECT count(*) FROM hens";

    @TempDir
    private Path folder;

    private static CommonOptions options(String... arguments) {
        CommonOptions options = new CommonOptions();
        Console.prepare(new CommandLine(options)).parseArgs(arguments);
        return options;
    }

    private CommonOptions options() {
        return options("--db", folder.resolve("credit.db").toString());
    }

    private Connection writing() {
        return Database.open(options().address(), Database.Access.WRITE);
    }

    private static int number(Connection connection, String select) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            return row.getInt(1);
        } catch (SQLException e) {
            throw new DatabaseException("Cannot count: " + e.getMessage(), e);
        }
    }

    @Test
    void namesADatabase() {
        assertThat(options().address()).isEqualTo(DatabaseAddress.of(folder.resolve("credit.db")));
        assertThat(options("--db", "jdbc:postgresql://db/credit").address().database())
                .isEqualTo(Database.POSTGRESQL);
    }

    @Test
    void speaksToPeopleUnlessToldOtherwise() {
        assertThat(options().isQuiet()).isFalse();
        assertThat(options().logFormat()).isEqualTo(OutputOptions.LogFormat.TEXT);
        assertThat(options("--quiet").isQuiet()).isTrue();
    }

    @Test
    void asksTheDatabase() throws SQLException {
        try (Connection connection = writing();
                Statement statement = connection.createStatement()) {
            ChangeLog.createCurrent(connection);
            statement.execute("CREATE TABLE hens (name TEXT)");
            statement.execute("INSERT INTO hens VALUES ('Berta'), ('Klara')");
        }
        assertThat(options().<Integer>query(connection -> number(connection, HENS)))
                .isEqualTo(2);
    }

    @Test
    void asksOnlyADatabaseOfThisProgram() throws SQLException {
        CommonOptions options = options();
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> options.query(connection -> number(connection, HENS)))
                .withMessageStartingWith("There is no database at " + folder.resolve("credit.db"))
                .matches(DatabaseException::isMissing);
        writing().close();
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> options.query(connection -> number(connection, HENS)))
                .withMessage("The database " + options.address()
                        + " is empty. `credit import DIR` fills it; another one is named by --db or CREDIT_DB.")
                .matches(DatabaseException::isMissing);
    }
}
