package io.creditplatform.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Csv;
import io.creditplatform.testing.QualityRules;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules find what a calculation in plain Java over the files finds, which shares no code with them. Another extract
 * without a bad row is held against it with {@code -Dcredit.extract=FOLDER -Dcredit.as-of=DATE}.
 */
class RuleAgreementTest {

    private static final Path EXTRACT = Path.of(System.getProperty("credit.extract", "../sample-data/baseline"));
    private static final String AS_OF = System.getProperty("credit.as-of", "2025-10-01");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void findsTheSameInAnyExtract(Database database) {
        DatabaseAddress address = checked(database, AS_OF, EXTRACT);
        assertThat(issuesInTables(address)).isEqualTo(calculated(EXTRACT, AS_OF, Map.of()));
    }

    /** Days on which some credits are not due yet. */
    @ParameterizedTest
    @CsvSource({"SQLITE, 2025-06-15", "POSTGRESQL, 2025-06-15", "SQLITE, 2025-07-16", "POSTGRESQL, 2025-07-16"})
    void judgesByTheDayAskedFor(Database database, String asOf) {
        Path baseline = SampleData.folder("baseline");
        DatabaseAddress address = checked(database, asOf, baseline);
        assertThat(issuesInTables(address))
                .isEqualTo(calculated(baseline, asOf, Map.of()))
                .anyMatch(issue -> issue.startsWith("unexpected_credit_status "));
    }

    @ParameterizedTest
    @EnumSource
    void findsTheSameAfterTheNextDay(Database database) {
        DatabaseAddress address =
                checked(database, "2025-10-01", SampleData.folder("baseline"), SampleData.folder("next-day"));
        assertThat(issuesInTables(address)).isEqualTo(calculated(nextDayState(), "2025-10-01", Map.of()));
        assertThat(refused(address)).containsExactly("orphan_credits_seller_id 51");
    }

    @ParameterizedTest
    @EnumSource
    void findsTheSameInSeveralCurrencies(Database database) {
        Path extract = folder.resolve("extract");
        CreditRunner.runAsGiven(
                "generate", extract.toString(), "--sellers", "40", "--weeks", "30", "--currencies", "USD,EUR,SAR,AED");
        SampleData.withoutManifest(extract);
        String header = "from_currency,to_currency,rate,effective_date\n";
        SampleData.write(
                extract.resolve("exchange_rates.csv"),
                header + "EUR,USD,1.1,2024-01-20\nUSD,EUR,0.9,2024-01-20\nUSD,SAR,3.75,2024-02-15\n");

        DatabaseAddress address = checked(database, AS_OF, extract);

        assertThat(issuesInTables(address))
                .isEqualTo(calculated(extract, AS_OF, Map.of()))
                .anyMatch(issue -> issue.startsWith("amount_without_rate_leads "))
                .anyMatch(issue -> issue.startsWith("stale_rate_wallet_transactions "))
                .anyMatch(issue -> issue.startsWith("inconsistent_inverse_rate "));
    }

    /** What was planted is found, and nothing else. */
    @ParameterizedTest
    @CsvSource({
        "SQLITE, 40, 30, 0.01, 7, ''", "POSTGRESQL, 40, 30, 0.01, 7, ''",
        "SQLITE, 150, 12, 0.02, 3, ''", "POSTGRESQL, 150, 12, 0.02, 3, ''",
        "SQLITE, 80, 30, 0.02, 4, 'USD,EUR,SAR,AED'", "POSTGRESQL, 80, 30, 0.02, 4, 'USD,EUR,SAR,AED'",
        "SQLITE, 60, 20, 0, 5, ''", "POSTGRESQL, 60, 20, 0, 5, ''"
    })
    void findsWhatWasPlantedAndNothingElse(
            Database database, String sellers, String weeks, String defects, String seed, String currencies) {
        Path extract = folder.resolve("extract");
        List<String> command = new ArrayList<>(List.of("generate", extract.toString(), "--sellers", sellers));
        command.addAll(List.of("--weeks", weeks, "--defects", defects, "--seed", seed));
        if (!currencies.isEmpty()) {
            command.addAll(List.of("--currencies", currencies));
        }
        String said = CreditRunner.runAsGiven(command.toArray(String[]::new)).out();
        String asOf = Pattern.compile("as of (\\S+),")
                .matcher(said)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        List<List<String>> planted = defects.equals("0") ? List.of() : Csv.read(folder.resolve("extract.planted.csv"));

        DatabaseAddress address = checked(database, asOf, extract);

        assertThat(issuesInTables(address))
                .isEqualTo(codesAndKeys(planted, "issue"))
                .isEqualTo(calculated(extract, asOf, rejectedLines(planted)));
        Set<String> orphans = planted.stream()
                .filter(row -> row.get(1).equals("unknown-parent"))
                .map(row -> "orphan_" + row.get(2) + "_" + row.get(4) + " " + row.get(5))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(refused(address)).isEqualTo(orphans);
    }

    private static Set<String> codesAndKeys(List<List<String>> planted, String outcome) {
        return planted.stream()
                .filter(row -> row.get(0).equals(outcome))
                .map(row -> row.get(1) + " " + row.get(5))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Set<Integer>> rejectedLines(List<List<String>> planted) {
        return planted.stream()
                .filter(row -> row.get(0).equals("rejected"))
                .collect(Collectors.groupingBy(
                        row -> row.get(2),
                        Collectors.mapping(row -> Integer.valueOf(row.get(3)), Collectors.toCollection(HashSet::new))));
    }

    private static DatabaseAddress checked(Database database, String asOf, Path... extracts) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        for (Path extract : extracts) {
            var loaded = credit.importFolder(extract, "--max-reject-rate", "100%");
            assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        }
        var check = credit.run("check", "--as-of", asOf);
        assertThat(check.exitCode()).as(check.err()).isZero();
        return address;
    }

    private static Set<String> issuesInTables(DatabaseAddress address) {
        return issues(address, "line IS NULL");
    }

    private static Set<String> refused(DatabaseAddress address) {
        return issues(address, "line IS NOT NULL");
    }

    private static Set<String> issues(DatabaseAddress address, String condition) {
        return TestDatabase.query(
                address,
                jdbc -> new TreeSet<>(
                        jdbc.sql("SELECT rule || ' ' || entity_key FROM quality_issues WHERE " + condition)
                                .query(String.class)
                                .list()));
    }

    private static Set<String> calculated(Path extract, String asOf, Map<String, Set<Integer>> rejectedLines) {
        return QualityRules.findings(extract, LocalDate.parse(asOf), rejectedLines).stream()
                .map(finding -> finding.rule() + " " + finding.key())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Both extracts in one, without the row that is refused; all times in the form that sorts as they do. */
    private Path nextDayState() {
        Path state = SampleData.copy("baseline", folder.resolve("state"));
        for (String name : SampleData.names("next-day")) {
            String more = SampleData.lines(SampleData.folder("next-day").resolve(name)).stream()
                    .skip(1)
                    .filter(line -> !line.startsWith("51,99,"))
                    .collect(Collectors.joining("\n", "", "\n"));
            String all = SampleData.read(state.resolve(name)) + more;
            SampleData.write(state.resolve(name), all.replaceAll("(\\d\\d-\\d\\d)T(\\d\\d:[\\d:.]+)Z", "$1 $2"));
        }
        return state;
    }
}
