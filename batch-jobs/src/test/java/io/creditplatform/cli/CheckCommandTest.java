package io.creditplatform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.LoadLock;
import io.creditplatform.feed.Feeds;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code credit check} prints and writes, and when it says that the data are not good enough. */
class CheckCommandTest {

    /** Rows that the second sample extract inserts. */
    private static final int NEW_ON_THE_NEXT_DAY = 176;

    private static final String[] REPORTS = {"quality-issues.csv", "scorecard.json", "report.md", "report.html"};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void printsTheScorecardAndTheRulesThatAreBroken(Database database) {
        CreditRunner credit = nextDay(database);
        var check = credit.run("check", "--as-of", "2025-10-01");
        assertThat(check.exitCode()).isZero();
        long rows = (long) SampleData.records("baseline") + NEW_ON_THE_NEXT_DAY;
        assertThat(check.out().lines().toList())
                .hasSize(1 + Feeds.all().size() + 1 + 2)
                .contains(
                        "entity                         rows       clean    issues  rejected   quality  critical",
                        "credits                          50          48         2         1    96.00%   100.00%",
                        "invoice_items                   795         795         0         0   100.00%   100.00%",
                        "total                         %s       %s         2         1    99.87%%   100.00%%"
                                .formatted(SampleData.shown(rows), SampleData.shown(rows - 2)),
                        "Critical  orphan_credits_seller_id                     1 of 50 credits",
                        "Info      credit_amount_outlier                        2 of 50 credits");
        assertThat(check.err())
                .matches("(?s)Check 1 of load 2 as of 2025-10-01 is done \\(\\d+\\.\\d s\\):"
                        + " 3 issues, 1 of them Critical\\.\\R");
    }

    @Test
    void oneIssueIsNoPlural() {
        CreditRunner credit = baseline(Database.SQLITE);
        String least = "(SELECT min(amount_minor) FROM credits)";
        TestDatabase.execute(
                credit.address(),
                "UPDATE credits SET amount_minor = (SELECT min(amount_minor) FROM credits WHERE amount_minor > " + least
                        + ") WHERE amount_minor = " + least);
        assertThat(credit.run("check", "--as-of", "2025-10-01").err()).contains(": 1 issue, 0 of them Critical.");
    }

    @Test
    void comparesWithTheLoadBefore() {
        CreditRunner credit = new CreditRunner(TestDatabase.baseline(Database.SQLITE));
        credit.run("check", "--as-of", "2025-07-16");
        assertThat(credit.importFolder(SampleData.folder("next-day")).exitCode())
                .isZero();
        var check = credit.run("check", "--as-of", "2025-10-01", "--out", folder.toString());
        assertThat(check.out())
                .contains("orphan_credits_seller_id                     1 of 50 credits, before 0")
                .contains("credit_amount_outlier                        2 of 50 credits, before 2");
        assertThat(SampleData.read(folder.resolve("report.html")))
                .contains("Load 2, check 2, as of 2025-10-01, compared with check 1");
    }

    @ParameterizedTest
    @CsvSource({"Critical, 3", "Warning, 3", "info, 3"})
    void endsWithThreeWhereTheGateIsNotMet(String severity, int exitCode) {
        CreditRunner credit = nextDay(Database.SQLITE);
        var check = credit.run("check", "--as-of", "2025-10-01", "--fail-on", severity);
        assertThat(check.exitCode()).isEqualTo(exitCode);
        assertThat(check.err())
                .contains("credit: the gate is not met: orphan_credits_seller_id 1 of 50 credits (allowed 0%)")
                .contains("which --out DIR lists");
    }

    /** In a process of its own, where nothing is written that is not flushed. */
    @Test
    void showsTheScorecardEvenIfTheGateIsNotMet() {
        DatabaseAddress address = TestDatabase.baseline(Database.SQLITE);
        Path output = folder.resolve("output");
        Program.Ended ended = Program.await(
                Program.start(output, "check", "--as-of", "2025-10-01", "--fail-on", "Info", "--db", address.jdbcUrl()),
                output);
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.output())
                .contains(
                        "total                         " + SampleData.shown(SampleData.records("baseline")),
                        "the gate is not met");
    }

    @Test
    void passesWhereNoRuleOfTheSeverityIsBroken() {
        CreditRunner credit = baseline(Database.SQLITE);
        assertThat(credit.run("check", "--as-of", "2025-10-01", "--fail-on", "Warning")
                        .exitCode())
                .isZero();
        assertThat(credit.run("check", "--as-of", "2025-10-01", "--fail-on", "Info")
                        .exitCode())
                .isEqualTo(3);
    }

    /** Two of forty credits are 5 %. */
    @ParameterizedTest
    @CsvSource({"5%, 0", "4.9%, 3", "0.05, 0"})
    void allowsWhatTheThresholdsSay(String share, int exitCode) {
        Path thresholds = folder.resolve("quality.properties");
        SampleData.write(thresholds, "# known\n\n  credit_amount_outlier=" + share + "\nlead_before_signup = 1%\n");
        CreditRunner credit = baseline(Database.SQLITE);
        var check = credit.run(
                "check", "--as-of", "2025-10-01", "--fail-on", "Info", "--thresholds", thresholds.toString());
        assertThat(check.exitCode()).as(check.err()).isEqualTo(exitCode);
    }

    @Test
    void saysAllThatIsWrongWithTheThresholdsBeforeItChecks() {
        Path thresholds = folder.resolve("quality.properties");
        SampleData.write(thresholds, """
                no_such_rule = 1%
                lead_before_signup 1%
                lead_before_signup = much
                due_before_issue = 1%
                due_before_issue = 2%
                """);
        var check = new CreditRunner(TestDatabase.fresh(Database.SQLITE))
                .run("check", "--fail-on", "Info", "--thresholds", thresholds.toString());
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err())
                .contains(thresholds
                        + ", line 1: got the rule 'no_such_rule', expected one of active_credit_without_leads, ")
                .contains(thresholds + ", line 2: got 'lead_before_signup 1%', expected RULE = SHARE such as")
                .contains(thresholds + ", line 3: 'much' is no share, expected one such as 5% or 0.05")
                .contains(thresholds + ", line 5: got due_before_issue a second time, expected each rule once");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--fail-on Severe | is no severity, expected one of Critical, Warning, Info",
                "--keep-loads 0 | Invalid value for option '--keep-loads': expected 1 or more, got 0",
                "--thresholds x | --thresholds says how much --fail-on allows; give --fail-on too",
                "--fail-on Info --thresholds no-such-file | Cannot read the thresholds in no-such-file",
                "--out pom.xml | pom.xml is a file, expected the name of a folder for the reports",
                "--as-of tomorrow | is not a date from 1000-01-01 to 9998-12-31"
            })
    void refusesWhatItCannotFollow(String options, String message) {
        CreditRunner credit = baseline(Database.SQLITE);
        String[] arguments = ("check " + options).split(" ", 0);
        var check = credit.run(arguments);
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err()).contains(message);
    }

    @ParameterizedTest
    @EnumSource
    void hasNothingToCheckWhereNothingIsPublished(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        var empty = credit.run("check");
        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.err()).contains("`credit import DIR`");
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        var unfilled = credit.run("check");
        assertThat(unfilled.exitCode()).isEqualTo(2);
        assertThat(unfilled.err()).contains("nothing is published in").contains("`credit import DIR` loads an extract");
    }

    @ParameterizedTest
    @EnumSource
    void waitsForNoOtherLoad(Database database) throws Exception {
        DatabaseAddress address = TestDatabase.baseline(database);
        CreditRunner credit = new CreditRunner(address);
        try (Connection other = Database.open(address, Database.Access.WRITE);
                LoadLock lock = database.connections().tryLock(address, other).orElseThrow()) {
            assertThat(lock).isNotNull();
            var check = credit.run("check");
            assertThat(check.exitCode()).isEqualTo(4);
            assertThat(check.err()).contains("Another process is loading into");
        }
    }

    @Test
    void reportsAreTheSameOnBothDatabasesToTheByte() {
        Map<Database, Map<String, String>> reports = new HashMap<>();
        for (Database database : Database.values()) {
            Path out = folder.resolve(database.name());
            CreditRunner credit = baseline(database);
            credit.run("check", "--as-of", "2025-07-16");
            credit.importFolder(SampleData.folder("next-day"));
            credit.importFolder(SampleData.folder("broken"), "--max-reject-rate", "100%");
            assertThat(credit.run("check", "--as-of", "2025-07-16", "--out", out.toString())
                            .exitCode())
                    .isZero();
            Map<String, String> files = new HashMap<>();
            for (String name : REPORTS) {
                files.put(name, SampleData.read(out.resolve(name)));
            }
            assertThat(out.toFile().list()).containsExactlyInAnyOrder(REPORTS);
            reports.put(database, files);
        }
        assertThat(reports.get(Database.POSTGRESQL)).isEqualTo(reports.get(Database.SQLITE));
    }

    @Test
    void leavesLessSevereRulesOutOfTheReports() {
        CreditRunner credit = nextDay(Database.SQLITE);
        var check = credit.run(
                "check",
                "--as-of",
                "2025-10-01",
                "--min-severity",
                "Critical",
                "--fail-on",
                "Info",
                "--out",
                folder.toString());
        assertThat(check.exitCode()).isEqualTo(3);
        assertThat(check.out()).contains("Critical  orphan").doesNotContain("Info ");
        assertThat(check.err()).contains("credit_amount_outlier 2 of 50 credits");
        assertThat(SampleData.lines(folder.resolve("quality-issues.csv")))
                .containsExactly(
                        "rule,entity,entity_key,severity,reason,line",
                        "orphan_credits_seller_id,credits,51,Critical,\"seller_id: got '99', expected the key of a row of"
                                + " sellers in the database or accepted in this load; refused, credits.csv line 53\",53");
        assertThat(SampleData.read(folder.resolve("report.md"))).doesNotContain("credit_amount_outlier");
    }

    @Test
    void reportThatCannotBeWrittenIsAFailure() {
        SampleData.write(folder.resolve("file"), "");
        var check = baseline(Database.SQLITE)
                .run("check", "--out", folder.resolve("file/below").toString());
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.err()).contains("Cannot make the folder " + folder.resolve("file/below"));
    }

    @ParameterizedTest
    @EnumSource
    void importChecksWhatItLoads(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        String baseline = SampleData.folder("baseline").toString();
        String[] checked = {"import", baseline, "--check", "--as-of", "2025-10-01", "--fail-on", "Info"};
        var first = credit.run(checked);
        assertThat(first.exitCode()).isEqualTo(3);
        assertThat(first.out())
                .contains(
                        SampleData.shown(SampleData.records("baseline")) + " inserted",
                        "credit_amount_outlier                        2 of 40 credits");
        var again = credit.run(checked);
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.out()).contains("already loaded as load 1", "2 of 40 credits");
    }

    @Test
    void importDoesNotCheckWhatItDidNotPublish() {
        CreditRunner credit = baseline(Database.SQLITE);
        var failed = credit.importFolder(SampleData.folder("broken"), "--check");
        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.out()).doesNotContain("quality");
        assertThat(credit.importFolder(SampleData.folder("next-day"), "--check", "--dry-run")
                        .err())
                .contains("A dry run leaves nothing that --check could check");
        assertThat(credit.importFolder(SampleData.folder("next-day"), "--fail-on", "Info")
                        .err())
                .contains("The options of a quality check need --check");
    }

    private static CreditRunner baseline(Database database) {
        return new CreditRunner(TestDatabase.baseline(database));
    }

    private static CreditRunner nextDay(Database database) {
        CreditRunner credit = baseline(database);
        assertThat(credit.importFolder(SampleData.folder("next-day")).exitCode())
                .isZero();
        return credit;
    }
}
