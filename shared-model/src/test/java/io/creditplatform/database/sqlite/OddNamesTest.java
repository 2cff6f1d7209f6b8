package io.creditplatform.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.database.Database.Access;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.ScratchDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signs that mean something in a URL, to the driver or in its commands are signs like others in the name of a file or folder. */
class OddNamesTest {

    @TempDir
    private Path parent;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what?",
                "?mode=memory",
                "cache=shared?mode=ro&x",
                "a#b",
                "100%",
                "%41%00",
                "a;b",
                " a  b ",
                "K\u00f6ln \u20ac \uD83D\uDC14",
                "it's \"so\"",
                "file:a",
                ":memory:",
                "a+b&c=d@e,f~",
            })
    void areTakenAsTheyAre(String name) throws Exception {
        Path folder = Files.createDirectory(parent.resolve(name));
        DatabaseAddress address = DatabaseAddress.of(folder.resolve(name));
        try (Connection connection = Database.open(address, Access.WRITE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE hens (name TEXT)");
            statement.execute("INSERT INTO hens VALUES ('Berta')");
            try (ScratchDatabase copy = Database.SQLITE.upkeep().scratch(address, connection)) {
                Path file = Objects.requireNonNull(copy.address().file());
                assertThat(Database.SQLITE.upkeep().backUp(connection, file)).isTrue();
                assertThat(hens(copy.address())).isEqualTo("Berta");
                assertThat(Database.SQLITE.upkeep().copy(file, connection)).isTrue();
            }
        }
        assertThat(hens(address)).isEqualTo("Berta");
        assertThat(files(parent)).containsExactly(folder);
        assertThat(files(folder)).containsExactly(folder.resolve(name));
    }

    private static String hens(DatabaseAddress address) throws Exception {
        try (Connection connection = Database.open(address, Access.READ);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT group_concat(name) FROM hens")) {
            return row.getString(1);
        }
    }

    private static List<Path> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
