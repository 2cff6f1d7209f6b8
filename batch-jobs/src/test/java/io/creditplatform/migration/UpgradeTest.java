package io.creditplatform.migration;

import static io.creditplatform.migration.TwoDays.loaded;
import static io.creditplatform.migration.TwoDays.ok;
import static io.creditplatform.migration.TwoDays.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.Schema;
import io.creditplatform.testing.SampleData;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
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
}
