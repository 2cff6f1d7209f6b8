package io.creditplatform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"data/credit.db", "jdbc:sqlite:data/credit.db", "JDBC:SQLite:data/credit.db"})
    void takesFileForSqlite(String text) {
        assertThat(DatabaseAddress.of(text))
                .isEqualTo(new DatabaseAddress(
                        Database.SQLITE, "jdbc:sqlite:data/credit.db", Path.of("data", "credit.db")))
                .hasToString("data/credit.db");
    }

    @Test
    void takesPathForSqlite() {
        assertThat(DatabaseAddress.of(Path.of("/var/credit.db")))
                .isEqualTo(DatabaseAddress.of("/var/credit.db"))
                .hasToString("/var/credit.db");
    }

    @Test
    void takesPostgresqlUrl() {
        String url = "jdbc:postgresql://db.example:5432/credit";
        assertThat(DatabaseAddress.of(url))
                .isEqualTo(new DatabaseAddress(Database.POSTGRESQL, url, null))
                .hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/credit?user=ann&password=s3cret",
                "jdbc:postgresql://db/credit?password=s3cret&user=ann@db",
                "jdbc:postgresql://db/credit?password=s3cret?",
                "JDBC:PostgreSQL://db/credit?sslpassword=s3cret",
            })
    void neverShowsPassword(String url) {
        DatabaseAddress address = DatabaseAddress.of(url);
        assertThat(address.jdbcUrl()).isEqualTo(url);
        assertThat(address.toString()).isEqualToIgnoringCase("jdbc:postgresql://db/credit");
    }

    @Test
    void neverShowsPasswordWithoutHost() {
        assertThat(DatabaseAddress.of("jdbc:postgresql:credit?password=s3cret")).hasToString("jdbc:postgresql:credit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":memory:",
                "jdbc:sqlite:",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:credit.db?mode=ro",
                "credit.db?mode=ro",
                "jdbc:mysql://db/credit",
                "jdbc:h2:mem:x",
            })
    void refusesWhatNamesNoDatabase(String text) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> DatabaseAddress.of(text))
                .withMessage("'" + text + "' names no database, expected the name of a SQLite file,"
                        + " jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE")
                .matches(DatabaseException::isMissing);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:54x2/credit, 54x2, db:54x2",
        "JDBC:PostgreSQL://db:/credit, '', db:",
        "jdbc:postgresql://db:0/credit?user=ann, 0, db:0",
        "jdbc:postgresql://db:65536, 65536, db:65536",
        "'jdbc:postgresql://db:1,[::1]:٣/credit', ٣, 'db:1,[::1]:٣'",
    })
    void refusesWhatIsNoPort(String url, String port, String servers) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> DatabaseAddress.of(url))
                .withMessage("'" + port + "' in jdbc:postgresql://" + servers
                        + "/… is no port, expected a number from 1 to 65535, or none, which means 5432")
                .matches(DatabaseException::isMissing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db:1,[::1]:65535,[fe80::2]/credit?options=-c%20a:b",
                "jdbc:postgresql:credit",
                "jdbc:postgresql:///credit",
                "jdbc:postgresql://db?currentSchema=a//b:c",
            })
    void takesPorts(String url) {
        assertThat(DatabaseAddress.of(url).jdbcUrl()).isEqualTo(url);
    }

    /** What the driver would not understand, and so might print, is not passed on to it. */
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://ann:s3cret@db:5432/credit, db:5432/credit",
        "jdbc:postgresql://ann:s3cret@s3cret@db/credit, db/credit",
        "jdbc:postgresql://ann:s3c/ret@db/credit, db/credit",
        "jdbc:postgresql://db/credit&password=s3cret, db/credit",
        "jdbc:postgresql://db/credit;password=s3cret, db/credit",
        "jdbc:postgres://db/credit?user=ann&password=s3cret, db/credit",
        "postgresql://ann:s3cret@db/credit, db/credit",
        "postgres://ann:s3cret@db:5432/credit?sslmode=require&sslpassword=s3cret, db:5432/credit",
        "POSTGRESQL:ann:s3cret@db/credit, db/credit",
    })
    void saysHowToNameAServer(String text, String place) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> DatabaseAddress.of(text))
                .withMessageEndingWith(
                        " names no database, expected the name of a SQLite file, jdbc:sqlite:FILE or"
                                + " jdbc:postgresql://HOST/DATABASE. Is it jdbc:postgresql://" + place
                                + "?user=USER&password=PASSWORD that you mean? User and password stand behind the question mark.")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3c"))
                .matches(DatabaseException::isMissing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://ann:s3cret@db/credit",
                "jdbc:oracle:thin:ann/s3cret@db?password=s3cret",
                "mysql://ann:s3cret@db/credit",
                "ann:s3cret@db/credit",
                "host=db user=ann password=s3cret",
                "jdbc:sqlite:credit.db?password=s3cret",
            })
    void showsNoPasswordOfWhatIsNoAddress(String text) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> DatabaseAddress.of(text))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"))
                .matches(DatabaseException::isMissing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/mail@home:2.db",
                "C:/data/credit.db",
                "./ann:berta@home.db",
                "a=b.db",
                "what?.db",
                "what?/really?a=b/credit.db",
                "100%#;&ä.db"
            })
    void takesUnusualNamesOfFiles(String text) {
        assertThat(DatabaseAddress.of(text).database()).isEqualTo(Database.SQLITE);
        assertThat(DatabaseAddress.of(text)).hasToString(text);
    }
}
