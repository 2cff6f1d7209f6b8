package io.creditplatform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A check of a past state finds what the one found that was made when that state was the present, and leaves nothing. */
class PastCheckTest {

    private static final List<String> TABLES = List.of(
            "quality_runs",
            "quality_rules",
            "quality_issues",
            "quality_scores",
            "quality_profiles",
            "quality_credit_status",
            "BATCH_JOB_EXECUTION");

    @TempDir
    private Path folder;

    private CreditRunner credit = new CreditRunner(TestDatabase.none(Database.SQLITE));

    /** What a check printed, and its reports. */
    private List<String> check(String name, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "check", "--as-of", "2025-10-01", "--out", folder.resolve(name).toString()));
        arguments.addAll(List.of(options));
        CreditRunner.Result result = credit.run(arguments.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<String> found = new ArrayList<>(List.of(result.out()));
        for (String report : List.of("quality-issues.csv", "scorecard.json", "report.md", "report.html")) {
            found.add(SampleData.read(folder.resolve(name).resolve(report)));
        }
        return found;
    }

    private List<Object> kept() {
        return TestDatabase.query(credit.address(), jdbc -> TABLES.stream()
                .<Object>map(table -> jdbc.sql("SELECT * FROM " + table).query().listOfRows())
                .toList());
    }

    private void ok(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void isByteForByteThatOfThen(Database database) {
        credit = new CreditRunner(TestDatabase.fresh(database));
        ok(credit.importFolder(SampleData.folder("baseline")));
        List<String> first = check("first");
        ok(credit.importFolder(SampleData.folder("next-day")));
        List<String> second = check("second");
        assertThat(second).isNotEqualTo(first);
        assertThat(second.get(0)).contains("orphan_credits_seller_id                     1 of 50 credits, before 0");
        List<Object> kept = kept();

        assertThat(check("first-again", "--load", "1")).isEqualTo(first);
        assertThat(check("second-again", "--load", "2")).isEqualTo(second);
        CreditRunner.Result ofOtherDay = credit.run("check", "--load", "1", "--fail-on", "Info");
        assertThat(ofOtherDay.err())
                .matches(
                        "(?s)Check 2 of load 1 as of 2025-08-29 is done \\(\\d+\\.\\d s\\): 3 issues, 0 of them Critical\\."
                                + " The database keeps nothing of it\\.\\Rcredit: the gate is not met: .*");
        assertThat(ofOtherDay.exitCode()).isEqualTo(3);
        assertThat(kept()).as("nothing of it is kept").isEqualTo(kept);

        TestDatabase.execute(credit.address(), "DELETE FROM rejected_rows WHERE load_id = 2");
        refuses(
                "What a check after load 2 found cannot be told any more: the rows that the load refused were removed by",
                "--load",
                "2");
        ok(credit.run("undo"));
        assertThat(check("first-after-undo", "--load", "1")).isEqualTo(first);
        refuses("Load 2 was undone, so there is no state after it.", "--load", "2");
        refuses("There is no load 3, expected a published one.", "--load", "3");
        refuses(
                "--keep-loads is about checks that are kept, and one with --load is not",
                "--load",
                "1",
                "--keep-loads",
                "3");
    }

    private void refuses(String reason, String... options) {
        List<String> arguments = new ArrayList<>(List.of("check"));
        arguments.addAll(Arrays.asList(options));
        CreditRunner.Result refused = credit.run(arguments.toArray(String[]::new));
        assertThat(refused.err()).startsWith("credit: " + reason);
        assertThat(refused.exitCode()).isEqualTo(2);
    }
}
