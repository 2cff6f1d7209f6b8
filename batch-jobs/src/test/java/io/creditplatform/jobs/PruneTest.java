package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static io.creditplatform.testing.TestDatabase.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.past.VersionedTable;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was kept for long enough goes; what is true now, and what can still be asked for, stays. */
class PruneTest {

    private static final String[] PRUNE = {
        "prune",
        "--keep-history",
        "2",
        "--keep-quarantine",
        "2",
        "--keep-checks",
        "2",
        "--keep-jobs",
        "2",
        "--keep-loads",
        "2"
    };

    private static CreditRunner.Result ok(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        return result;
    }

    private static final Map<Database, DatabaseAddress> LOADED = new EnumMap<>(Database.class);

    /** A database of its own. Loads 1, 3, 4 and 5 are published, 2 failed; all but 2 and 4 were checked. */
    private static CreditRunner loaded(Database database) {
        return new CreditRunner(TestDatabase.copy(LOADED.computeIfAbsent(database, PruneTest::load)));
    }

    private static DatabaseAddress load(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.baseline(database));
        ok(credit.run("check"));
        assertThat(credit.importFolder(SampleData.folder("broken")).exitCode()).isEqualTo(3);
        ok(credit.importFolder(SampleData.folder("next-day")));
        ok(credit.run("check"));
        ok(credit.importFolder(SampleData.folder("baseline"), "--force"));
        ok(credit.importFolder(SampleData.folder("next-day"), "--force"));
        ok(credit.run("check"));
        return credit.address();
    }

    /** What is true now: without the versions that were replaced. */
    private static Map<String, String> present(DatabaseAddress address) {
        Map<String, String> present = new TreeMap<>(Digests.ofVersions(address));
        present.keySet().removeIf(table -> table.endsWith("_history"));
        return present;
    }

    private static long history(DatabaseAddress address, String condition) {
        return VersionedTable.all().stream()
                .mapToLong(table -> number(address, "SELECT count(*) FROM " + table.history() + " WHERE " + condition))
                .sum();
    }

    private static long findings(DatabaseAddress address, String runs) {
        long rows = 0;
        for (String table : new String[] {"credit_status", "profiles", "scores", "issues", "rules"}) {
            rows += number(address, "SELECT count(*) FROM quality_" + table + " WHERE run_id " + runs);
        }
        return rows;
    }

    @ParameterizedTest
    @EnumSource
    void removesWhatWasKeptForLongEnoughAndNothingElse(Database database) {
        CreditRunner credit = loaded(database);
        DatabaseAddress address = credit.address();
        Map<String, String> present = present(address);
        Map<String, String> all = Digests.ofVersions(address);
        long kept = history(address, "ended_by > 3");
        long gone = history(address, "ended_by <= 3");
        long rejected = number(address, "SELECT count(*) FROM rejected_rows WHERE load_id <= 3");
        assertThat(number(address, "SELECT count(*) FROM sellers_history WHERE ended_by = 3"))
                .as("see UndoTest")
                .isEqualTo(2);

        assertThat(ok(credit.run("prune")).err()).contains("There is nothing to prune.");
        String plan = ok(credit.run(dryRun())).out();
        assertThat(Digests.ofVersions(address)).isEqualTo(all);
        assertThat(number(address, "SELECT count(*) FROM loads")).isEqualTo(5);
        assertThat(plan.lines())
                .containsExactly(
                        line("history", gone, "versions of rows and figures of loads up to 3"),
                        line("quarantine", rejected, "rejected rows of loads up to 3"),
                        line("checks", findings(address, "<= 2"), "issues and profiles of loads up to 3"),
                        line(
                                "jobs",
                                4,
                                "jobs of loads up to 3"), // two imports and their checks; the failed one keeps none
                        line("loads", 1, "records of loads up to 3"));
        try (WriteSession loading = WriteSession.open(address, Actor.atCommandLine())) {
            assertThat(loading).isNotNull();
            assertThat(credit.run(PRUNE).exitCode()).isEqualTo(4);
        }

        assertThat(ok(credit.run(PRUNE)).out()).isEqualTo(plan);

        assertThat(present(address)).isEqualTo(present);
        assertThat(history(address, "ended_by <= 3")).isZero();
        assertThat(history(address, "ended_by > 3")).isEqualTo(kept);
        assertThat(numbers(address, "SELECT load_id FROM loads WHERE history_kept = 1 ORDER BY 1"))
                .containsExactly(4L, 5L);
        assertThat(number(address, "SELECT count(*) FROM rejected_rows WHERE load_id <= 3"))
                .isZero();
        assertThat(numbers(address, "SELECT run_id FROM quality_runs WHERE status = 'PRUNED' ORDER BY 1"))
                .containsExactly(1L, 2L);
        assertThat(findings(address, "<= 2")).isZero();
        assertThat(findings(address, "= 3")).isPositive();
        assertThat(number(address, "SELECT count(*) FROM BATCH_JOB_EXECUTION")).isEqualTo(3);
        assertThat(number(address, "SELECT count(*) FROM BATCH_JOB_INSTANCE")).isEqualTo(3);
        assertThat(numbers(address, "SELECT load_id FROM loads ORDER BY 1")).containsExactly(1L, 3L, 4L, 5L);
        assertThat(ok(credit.run("audit", "--limit", "1")).out())
                .contains("PRUNE")
                .contains(rejected + " rejected rows up to load 3")
                .contains("kept: history=2, quarantine=2, checks=2, jobs=2, loads=2");
        assertThat(ok(credit.run(PRUNE)).err()).contains("There is nothing to prune.");
        TestDatabase.requireSound(address);

        // What is kept is whole: both loads can be undone, and what is undone can be loaded again.
        ok(credit.run("undo"));
        ok(credit.run("undo"));
        CreditRunner.Result refused = credit.run("undo");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("What load 3 replaced is not kept any more: its history was pruned.");
        ok(credit.importFolder(SampleData.folder("broken"), "--max-reject-rate", "100%"));
        TestDatabase.execute(address, "DELETE FROM rejected_rows WHERE load_id = 6");
        CreditRunner.Result rejects = credit.run("rejects", "--load", "6");
        assertThat(rejects.exitCode()).isEqualTo(1);
        assertThat(rejects.out()).isEmpty();
        assertThat(rejects.err())
                .contains("load 6 had rejected rows, but they are not kept any more: `credit prune` removed them.");
    }

    private static String[] dryRun() {
        String[] arguments = Arrays.copyOf(PRUNE, PRUNE.length + 1);
        arguments[PRUNE.length] = "--dry-run";
        return arguments;
    }

    private static String line(String kept, long rows, String unit) {
        return String.format("%-10s %,11d %s", kept, rows, unit);
    }

    /** It ends in the midst of it, and the next one goes on. */
    @ParameterizedTest
    @EnumSource
    void goesOnWhereItWasInterrupted(Database database) {
        CreditRunner credit = loaded(database);
        DatabaseAddress address = credit.address();
        Map<String, String> present = present(address);
        TestDatabase.execute(
                address,
                database == Database.SQLITE
                        ? "CREATE TRIGGER halt BEFORE DELETE ON rejected_rows BEGIN SELECT RAISE(ABORT, 'halted'); END"
                        : "CREATE TRIGGER halt BEFORE DELETE ON rejected_rows FOR EACH ROW EXECUTE FUNCTION refuse_change()");
        assertThat(credit.run(PRUNE).exitCode()).isEqualTo(1);
        assertThat(present(address)).isEqualTo(present);
        assertThat(history(address, "ended_by <= 3")).isZero();
        assertThat(numbers(address, "SELECT load_id FROM loads WHERE history_kept = 1 ORDER BY 1"))
                .containsExactly(4L, 5L);
        assertThat(number(address, "SELECT count(*) FROM rejected_rows")).isPositive();
        assertThat(number(address, "SELECT count(*) FROM loads")).isEqualTo(5);

        TestDatabase.execute(address, "DROP TRIGGER halt" + (database == Database.SQLITE ? "" : " ON rejected_rows"));
        ok(credit.run(PRUNE));
        assertThat(present(address)).isEqualTo(present);
        assertThat(number(address, "SELECT count(*) FROM rejected_rows WHERE load_id <= 3"))
                .isZero();
        assertThat(number(address, "SELECT count(*) FROM loads")).isEqualTo(4);
        ok(credit.run("undo"));
        ok(credit.run("undo"));
        assertThat(present(address).get("sellers")).isNotEmpty();
    }
}
