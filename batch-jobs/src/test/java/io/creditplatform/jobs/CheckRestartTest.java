package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.quality.Findings;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A check that was interrupted shows nothing, and goes on where it was. */
class CheckRestartTest {

    private static final LocalDate DAY = LocalDate.of(2025, 7, 16);
    private static final String ISSUES =
            "SELECT rule || ' ' || entity_key || ' ' || reason FROM quality_issues WHERE run_id = %d ORDER BY rule, entity_key";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void goesOnAfterTheLastRuleThatIsThrough(Database database) {
        DatabaseAddress address = loaded(database);
        StopSignal stop = StopSignal.silent();
        List<String> before = new ArrayList<>();
        CheckOutcome stopped = checker(address, stop, (task, done, total) -> {
                    before.add(task);
                    if (task.equals("unexpected_credit_status")) {
                        stop.request();
                    }
                })
                .run(DAY, findings -> {
                    throw new IllegalStateException("nothing is to be told");
                });
        assertThat(stopped).isInstanceOf(CheckOutcome.Stopped.class);
        assertThat(number(address, "SELECT count(*) FROM quality_runs WHERE status = 'COMPLETED'"))
                .isZero();
        assertThat(number(address, "SELECT count(*) FROM quality_scores")).isZero();

        List<String> after = new ArrayList<>();
        List<Findings> found = new ArrayList<>();
        CheckOutcome checked = checker(address, StopSignal.silent(), (task, done, total) -> after.add(task))
                .run(DAY, found::add);

        assertThat(checked).isInstanceOf(CheckOutcome.Checked.class);
        assertThat(found)
                .singleElement()
                .satisfies(findings -> assertThat(findings.run().id()).isEqualTo(1));
        assertThat(after).doesNotContainAnyElementsOf(before).contains("score");
        assertSameAsUndisturbed(address, 1);
    }

    @ParameterizedTest
    @EnumSource
    void anotherDayIsAnotherRunAndTheUnfinishedOneGoes(Database database) {
        DatabaseAddress address = loaded(database);
        StopSignal stop = StopSignal.silent();
        stop.request();
        checker(address, stop, Progress.NONE).run(DAY, findings -> {});
        CreditRunner credit = new CreditRunner(address);
        assertThat(credit.run("check", "--as-of", "2025-10-01").err()).startsWith("Check 2 of load 1 as of 2025-10-01");
        assertThat(TestDatabase.numbers(address, "SELECT run_id FROM quality_runs"))
                .containsExactly(2L);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheNewestRunOfEachOfTheNewestLoads(Database database) {
        DatabaseAddress address = loaded(database);
        CreditRunner credit = new CreditRunner(address);
        String[] check = {"check", "--as-of", DAY.toString(), "--keep-loads", "2"};
        credit.run(check);
        credit.run(check);
        assertThat(TestDatabase.numbers(address, "SELECT run_id FROM quality_runs"))
                .containsExactly(2L);
        credit.importFolder(SampleData.folder("next-day"));
        credit.run(check);
        assertThat(TestDatabase.numbers(address, "SELECT run_id FROM quality_runs ORDER BY 1"))
                .containsExactly(2L, 3L);
        credit.importFolder(SampleData.folder("baseline"), "--force");
        credit.run(check);
        assertThat(TestDatabase.numbers(
                        address, "SELECT run_id FROM quality_runs WHERE status = 'COMPLETED' ORDER BY 1"))
                .containsExactly(3L, 4L);
        assertThat(TestDatabase.numbers(address, "SELECT run_id FROM quality_runs WHERE status = 'PRUNED'"))
                .containsExactly(2L);
        for (String table : List.of("issues", "rules", "scores", "profiles", "credit_status")) {
            assertThat(TestDatabase.numbers(address, "SELECT DISTINCT run_id FROM quality_" + table + " ORDER BY 1"))
                    .as(table)
                    .containsExactly(3L, 4L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void failedCheckSaysSoAndGoesOnOnceItsCauseIsGone(Database database) {
        DatabaseAddress address = loaded(database);
        CreditRunner credit = new CreditRunner(address);
        TestDatabase.execute(address, "ALTER TABLE wallet_transactions RENAME COLUMN type TO kind");
        var failed = credit.run("check", "--as-of", DAY.toString());
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .contains("credit: the check failed. Unexpected failure: ")
                .contains("The same `credit check` tries again");
        assertThat(texts(address, "SELECT status FROM quality_runs")).containsExactly("FAILED");

        TestDatabase.execute(address, "ALTER TABLE wallet_transactions RENAME COLUMN kind TO type");
        assertThat(credit.run("check", "--as-of", DAY.toString()).err()).startsWith("Check 1 of load 1");
        assertSameAsUndisturbed(address, 1);
    }

    /** The process is killed at a rule, again and again, until the check is through. */
    @ParameterizedTest
    @EnumSource
    void killedCheckIsNeverTheNewestAndEndsAsIfUndisturbed(Database database) {
        DatabaseAddress address = loaded(database);
        String[] check = {"check", "--as-of", DAY.toString(), "--db", address.jdbcUrl()};
        Path output = folder.resolve("output");
        for (int rules : new int[] {1, 9, 20}) {
            Process process = Program.start(output, check);
            Program.awaitWhileAlive(process, () -> number(address, "SELECT count(*) FROM quality_rules") >= rules);
            process.destroyForcibly();
            Program.Ended ended = Program.await(process, output);
            String completed = "SELECT coalesce(max(run_id), 0) FROM quality_runs WHERE status = 'COMPLETED'";
            long run = TestDatabase.ofSnapshot(address, snapshot -> number(snapshot, completed));
            if (ended.exitCode() == 0 || run > 0) {
                assertSameAsUndisturbed(address, run); // it was faster than the kill, so all must be there
                break;
            }
            TestDatabase.ofSnapshot(address, snapshot -> {
                assertThat(number(snapshot, "SELECT count(*) FROM quality_scores"))
                        .isZero();
                return true;
            });
        }
        var result = new CreditRunner(address).run("check", "--as-of", DAY.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertSameAsUndisturbed(address, number(address, "SELECT max(run_id) FROM quality_runs"));
    }

    private static void assertSameAsUndisturbed(DatabaseAddress address, long run) {
        DatabaseAddress other = loaded(address.database());
        assertThat(new CreditRunner(other)
                        .run("check", "--as-of", DAY.toString())
                        .exitCode())
                .isZero();
        assertThat(texts(address, String.format(ISSUES, run)))
                .hasSizeGreaterThan(3)
                .isEqualTo(texts(other, String.format(ISSUES, 1)));
        String scores =
                "SELECT entity || scope || clean || '/' || total FROM quality_scores WHERE run_id = %d ORDER BY 1";
        assertThat(texts(address, String.format(scores, run))).isEqualTo(texts(other, String.format(scores, 1)));
    }

    private static List<String> texts(DatabaseAddress address, String sql) {
        return TestDatabase.query(
                address, jdbc -> jdbc.sql(sql).query(String.class).list());
    }

    private static DatabaseAddress loaded(Database database) {
        return TestDatabase.baseline(database);
    }

    private static Checker checker(DatabaseAddress address, StopSignal stop, Progress progress) {
        return new Checker(address, new Checker.Options(Actor.atCommandLine(), Clock.systemUTC(), progress, stop, 30));
    }
}
