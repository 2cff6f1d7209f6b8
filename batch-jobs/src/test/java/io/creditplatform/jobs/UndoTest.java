package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TableContent;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The past can be seen again, and the newest load can be taken back exactly. */
class UndoTest {

    @TempDir
    private Path folder;

    private static CreditRunner.Result ok(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        return result;
    }

    /** Sequences of extracts that share most keys and few values, with and without currencies, whole and in part. */
    @ParameterizedTest
    @EnumSource
    void eachStateIsSeenAgainAndComesBack(Database database) throws Exception {
        Random random = new Random(20261128);
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        List<Map<String, List<String>>> states = new ArrayList<>(List.of(TableContent.now(migrated(credit))));
        for (int load = 1; load <= 6; load++) {
            Path extract = folder.resolve("extract-" + load);
            List<String> generate = new ArrayList<>(List.of(
                    "generate",
                    extract.toString(),
                    "--sellers",
                    "4",
                    "--weeks",
                    "6",
                    "--seed",
                    String.valueOf(random.nextInt(100))));
            if (random.nextInt(3) > 0) {
                generate.addAll(List.of("--currencies", "USD,EUR,AED"));
            }
            ok(CreditRunner.runAsGiven(generate.toArray(String[]::new)));
            SampleData.withoutManifest(extract);
            if (load > 1) {
                for (String feed : List.of("leads", "exchange_rates", "credit_chat")) {
                    if (random.nextInt(3) == 0) {
                        Files.deleteIfExists(extract.resolve(feed + ".csv"));
                    }
                }
            }
            ok(credit.importFolder(extract, "--max-reject-rate", "100%"));
            states.add(TableContent.now(credit.address()));
        }
        for (int load = 1; load < states.size(); load++) {
            assertThat(TableContent.after(credit.address(), load))
                    .as("load " + load)
                    .isEqualTo(TableContent.withoutVersions(states.get(load)));
        }
        for (int load = states.size() - 1; load > 0; load--) {
            String preview = credit.run("undo", "--dry-run").out();
            assertThat(TableContent.now(credit.address())).isEqualTo(states.get(load));
            assertThat(ok(credit.run("undo")).out()).isEqualTo(preview);
            assertThat(TableContent.now(credit.address())).as("load " + load).isEqualTo(states.get(load - 1));
            TestDatabase.requireSound(credit.address());
        }
        CreditRunner.Result nothing = credit.run("undo");
        assertThat(nothing.exitCode()).isEqualTo(1);
        assertThat(nothing.err()).contains("there is nothing to undo: no load is published in ");
    }

    private static DatabaseAddress migrated(CreditRunner credit) {
        ok(credit.run("db", "migrate"));
        return credit.address();
    }

    @ParameterizedTest
    @EnumSource
    void undoneContentMayBeImportedAgain(Database database) throws Exception {
        CreditRunner credit = new CreditRunner(TestDatabase.baseline(database));
        Map<String, List<String>> first = TableContent.now(credit.address());
        ok(credit.importFolder(SampleData.folder("next-day")));

        CreditRunner.Result undone = ok(credit.run("undo"));

        assertThat(undone.out().lines())
                .contains("sellers                           3 taken out, 2 restored, 0 brought back")
                .contains("total                           176 taken out, 4 restored, 0 brought back");
        assertThat(undone.err()).contains("Load 2 is undone: everything is as load 1 left it.");
        assertThat(TableContent.now(credit.address())).isEqualTo(first);
        assertThat(credit.run("loads").out()).contains("   2  UNDONE ").contains("   1  COMPLETED");
        assertThat(ok(credit.importFolder(SampleData.folder("next-day"))).err()).contains("Load 3 is published");
        assertThat(ok(credit.importFolder(SampleData.folder("next-day"))).out()).contains("already loaded as load 3");
    }

    @ParameterizedTest
    @EnumSource
    void loadsThatWereHeldAgainstAnUndoneStateAreGivenUp(Database database) throws Exception {
        CreditRunner credit = new CreditRunner(TestDatabase.baseline(database));
        Path bad = SampleData.copy("next-day", folder.resolve("bad"));
        SampleData.append(bad.resolve("senior_account_managers.csv"), "x,y,z", "x,y,z", "x,y,z");
        assertThat(credit.importFolder(bad).exitCode()).isEqualTo(3);

        assertThat(ok(credit.run("undo", "--dry-run")).err())
                .contains("Load 2, which is FAILED, would be given up, since it cannot go on without it. Import " + bad
                        + " anew if it is still wanted.");
        assertThat(ok(credit.run("undo")).err())
                .contains("Load 2, which is FAILED, is given up, since it cannot go on");

        assertThat(credit.run("resume").out()).contains("nothing to resume");
        assertThat(credit.run("loads").out()).contains("   2  ABANDONED").contains("Load 1 has been undone since");
        try (Stream<String> stages = TestDatabase.query(credit.address(), jdbc -> jdbc.sql(
                                database == Database.SQLITE
                                        ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                        : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
                        .query(String.class)
                        .list())
                .stream()) {
            assertThat(stages).noneMatch(name -> name.startsWith("stage_"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotKeptCannotBeTakenBack(Database database) throws Exception {
        CreditRunner credit = new CreditRunner(TestDatabase.baseline(database));
        TestDatabase.execute(credit.address(), "UPDATE loads SET history_kept = 0");
        Map<String, List<String>> before = TableContent.now(credit.address());

        CreditRunner.Result refused = credit.run("undo");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("nothing was undone. What load 1 replaced is not kept");
        assertThat(TableContent.now(credit.address())).isEqualTo(before);
    }
}
