package io.creditplatform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked about a stage beside its table comes to the same whichever database it is written for; SQLite knows all of it. */
class StageSqlTest {

    @TempDir
    private Path folder;

    private Connection connection;

    @BeforeEach
    void stage() throws SQLException {
        connection = Database.open(DatabaseAddress.of(folder.resolve("credit.db")), Database.Access.WRITE);
        execute("CREATE TABLE hens (farm INTEGER, name TEXT, eggs INTEGER, PRIMARY KEY (farm, name))");
        execute("INSERT INTO hens VALUES (1, 'Ada', 5), (1, 'Bea', 6), (2, 'Ada', 7), (3, 'Cleo', 8)");
        execute("CREATE TABLE stage (line INTEGER PRIMARY KEY, farm, name, eggs)");
        execute("INSERT INTO stage VALUES (2, 1, 'Ada', 5), (3, 3, 'Cleo', 9), (4, 4, 'Dot', 1)");
        execute("CREATE TABLE unlike (line INTEGER, known INTEGER)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    @ParameterizedTest
    @EnumSource
    void keysThatAreNotStaged(Database database) throws SQLException {
        String sql = database.keysNotStaged("stage", "hens", List.of("name", "farm"), "t.eggs < 7");
        assertThat(texts(sql)).containsExactly("Bea");
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatAreUnlikeAndRowsThatAreMissing(Database database) throws SQLException {
        execute("INSERT INTO unlike "
                + database.unlike(
                        "stage",
                        "hens",
                        "farm",
                        "t.farm = s.farm AND t.name = s.name",
                        "t.eggs IS DISTINCT FROM s.eggs"));
        assertThat(texts("SELECT line FROM unlike WHERE known = 1")).containsExactly("3");
        execute(database.insertMissing("hens", "farm, name, eggs", "stage", "s.farm, s.name, s.eggs", "unlike"));
        assertThat(texts("SELECT name || eggs FROM hens ORDER BY farm, name"))
                .containsExactly("Ada5", "Bea6", "Ada7", "Cleo8", "Dot1");
    }
}
