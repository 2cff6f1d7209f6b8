package io.creditplatform.migration;

import static io.creditplatform.migration.TwoDays.loaded;
import static io.creditplatform.migration.TwoDays.ok;
import static io.creditplatform.migration.TwoDays.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Schema;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever version a database is of: it is refused as it is, taken up, verified, worked with, and taken back. */
class UpgradeTest {

    static Stream<String> earlierVersions() {
        List<String> versions = Schema.versions();
        return versions.subList(0, versions.size() - 1).stream();
    }

    @ParameterizedTest
    @MethodSource("earlierVersions")
    void databaseOfEveryVersionIsTakenUpAndBack(String version) throws Exception {
        CreditRunner credit = loaded(Database.SQLITE);
        List<String> newest = state(credit.address()).schema();
        ok(credit.run("db", "rollback", "--to", version));
        List<String> earlier = state(credit.address()).schema();
        assertThat(earlier).isNotEqualTo(newest);
        assertThat(credit.run("db", "status").out())
                .contains("version   " + version)
                .contains("older than this program");
        CreditRunner.Result refused = credit.importFolder(SampleData.folder("baseline"));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("is older than this program").contains("`credit db migrate`");

        ok(credit.run("db", "migrate"));

        assertThat(state(credit.address()).schema()).isEqualTo(newest);
        ok(credit.run("db", "verify"));
        ok(credit.importFolder(SampleData.folder("next-day"), "--force"));
        ok(credit.run("db", "rollback", "--to", version, "--export-lost", "target/lost-to-" + version));
        assertThat(state(credit.address()).schema()).isEqualTo(earlier);
    }

    /** Made by the programs of their time; the last one while version 3 was in the making. */
    @ParameterizedTest
    @CsvSource({"v1, v1", "v2, v2", "v3-begun, v2"})
    void databaseOfAnEarlierProgramIsTakenUpAndBack(String name, String version, @TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("credit.db");
        try (InputStream packed =
                        Files.newInputStream(SampleData.folder("databases").resolve(name + ".db.gz"));
                InputStream content = new GZIPInputStream(packed)) {
            Files.copy(content, file);
        }
        CreditRunner credit = new CreditRunner(DatabaseAddress.of(file));
        List<String> earlier = state(credit.address()).schema();
        assertThat(credit.run("db", "status").out())
                .contains("version   " + version)
                .contains("older than this program");
        assertThat(credit.run("loads").err())
                .contains("is older than this program")
                .contains("`credit db migrate`");

        ok(credit.run("db", "migrate"));

        CreditRunner newest = loaded(Database.SQLITE);
        assertThat(state(credit.address()).schema())
                .isEqualTo(state(newest.address()).schema());
        assertThat(Digests.ofFeeds(credit.address())).isEqualTo(Digests.ofFeeds(newest.address()));
        ok(credit.run("db", "verify"));
        assertThat(ok(credit.run("loads"))).contains("561 read").contains("1,392 read");
        assertThat(ok(credit.importFolder(SampleData.folder("next-day"), "--force")))
                .contains("558 unchanged");
        ok(credit.run("db", "rollback", "--to", version));
        List<String> back = state(credit.address()).schema();
        if (name.equals(version)) {
            assertThat(back).isEqualTo(earlier);
        }
        ok(credit.run("db", "migrate"));
        assertThat(Digests.ofFeeds(credit.address())).isEqualTo(Digests.ofFeeds(newest.address()));
    }
}
