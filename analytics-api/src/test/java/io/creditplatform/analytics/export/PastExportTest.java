package io.creditplatform.analytics.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.AnalyticsProgram;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An export of a past state is the one that was made when that state was the present. */
class PastExportTest {

    @TempDir
    private Path folder;

    private static CreditRunner.Result export(CreditRunner credit, Path target, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("export", target.toString(), "--db", credit.address().jdbcUrl()));
        arguments.addAll(List.of(options));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = AnalyticsProgram.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return new CreditRunner.Result(exitCode, out.toString(), err.toString());
    }

    private Map<String, String> exported(CreditRunner credit, String target, String... options) throws Exception {
        assertThat(export(credit, folder.resolve(target), options))
                .satisfies(
                        result -> assertThat(result.exitCode()).as(result.err()).isZero());
        return ReadExport.files(folder.resolve(target));
    }

    private static void ok(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void isByteForByteThatOfThen(Database database) throws Exception {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        List<Map<String, String>> then = new ArrayList<>();
        for (String extract : List.of("baseline", "next-day")) {
            ok(credit.importFolder(SampleData.folder(extract)));
            ok(credit.run("check"));
            then.add(exported(credit, extract));
        }
        assertThat(then.get(0)).hasSizeGreaterThan(30).isNotEqualTo(then.get(1));
        assertThat(exported(credit, "first", "--load", "1")).isEqualTo(then.get(0));
        assertThat(exported(credit, "second", "--load", "2")).isEqualTo(then.get(1));

        assertThat(credit.importFolder(SampleData.folder("broken")).exitCode()).isEqualTo(3);
        ok(credit.importFolder(SampleData.folder("baseline"), "--dry-run", "--force")); // leaves no load
        ok(credit.importFolder(SampleData.folder("broken"), "--max-reject-rate", "100%", "--force"));
        ok(credit.run("undo"));
        assertThat(exported(credit, "second-again", "--load", "2")).isEqualTo(then.get(1));
        Map<String, String> refusals = Map.of(
                "0", "There is no load 0, expected a published one.",
                "3", "There is no state after load 3, which is ABANDONED and not published.",
                "4", "Load 4 was undone, so there is no state after it.",
                "5", "There is no load 5, expected a published one.");
        refusals.forEach((load, reason) -> refuses(credit, load, reason));
        ok(credit.importFolder(SampleData.folder("baseline"), "--force"));
        ok(credit.run("check"));
        ok(credit.run("prune", "--keep-history", "1", "--keep-checks", "1"));
        refuses(credit, "1", "The state after load 1 cannot be told any more: what load 2 replaced is not kept.");
        CreditRunner.Result still = export(credit, folder.resolve("still"), "--load", "2");
        assertThat(still.exitCode()).as(still.err()).isZero();
        assertThat(still.err())
                .contains("What was found by checks up to load 2 is not kept any more")
                .contains("So it is in no file of this export.");
        Map<String, String> withoutChecks = new TreeMap<>(then.get(1));
        // The summary says what checks found, and what changed since a load whose state is not kept any more.
        withoutChecks
                .keySet()
                .removeIf(file -> file.contains("data-quality")
                        || file.equals("datapackage.json")
                        || file.contains("portfolio/summary."));
        assertThat(ReadExport.files(folder.resolve("still"))).containsAllEntriesOf(withoutChecks);
    }

    private void refuses(CreditRunner credit, String load, String reason) {
        CreditRunner.Result refused = export(credit, folder.resolve("refused"), "--load", load);
        assertThat(refused.err()).isEqualTo("credit: " + reason + System.lineSeparator());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("refused")).doesNotExist();
    }
}
