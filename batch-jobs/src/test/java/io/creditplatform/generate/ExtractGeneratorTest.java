package io.creditplatform.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Progress;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.ingest.RejectionCode;
import io.creditplatform.model.Currency;
import io.creditplatform.quality.Rule;
import io.creditplatform.quality.Rules;
import io.creditplatform.testing.BuildLength;
import io.creditplatform.testing.Csv;
import io.creditplatform.testing.QualityRules;
import io.creditplatform.testing.QualityRules.Finding;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Synthetic extracts: the same for the same plan, sound when clean, and faulty exactly as their list says. */
class ExtractGeneratorTest {

    private static final List<Currency> ALL = List.of(Currency.USD, Currency.EUR, Currency.SAR, Currency.AED);

    /** Rules that speak of rates can be broken only where there are some. */
    private static final Pattern OF_RATES = Pattern.compile("(amount_without_rate|stale_rate|inconsistent)_.*");

    @TempDir
    private Path folder;

    private final DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
    private final CreditRunner credit = new CreditRunner(address);

    private Path extract() {
        return folder.resolve("extract");
    }

    private Path generate(int sellers, int weeks, long seed, String defects) throws IOException {
        return generate(sellers, weeks, seed, defects, List.of());
    }

    private Path generate(int sellers, int weeks, long seed, String defects, List<Currency> currencies)
            throws IOException {
        ExtractPlan plan = new ExtractPlan(sellers, weeks, seed, new BigDecimal(defects), currencies);
        assertThat(new ExtractGenerator(plan, Progress.NONE, () -> false).write(extract()))
                .isPresent();
        return extract();
    }

    /** One digest of all files in a folder, names included; but of the manifest, which has digests of its own. */
    private static String digest(Path folder) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("datapackage.json"))
                    .sorted()
                    .toList()) {
                digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The digests say that the bytes are the same on every machine and with every Java. */
    @ParameterizedTest
    @CsvSource({
        "7, 9, 1, 0,    9c024888cbdf68f1bd33f33b3b9429d98ba5ad2b03ea95f58b665e80dc88033d",
        "7, 9, 2, 0,    82c3792d810fa77b6caae7a594ae48476b0de585f5fb7eb432457878a2767b4f",
        "7, 9, 1, 0.01, 1022352078a72fe025a1c3daddadabc5f76411bb66cec8bc4ef76b30a54e6852",
    })
    void samePlanGivesTheSameBytes(int sellers, int weeks, long seed, String defects, String expected)
            throws Exception {
        generate(sellers, weeks, seed, defects);
        assertThat(digest(folder)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 200, 5", "2, 2, 3", "40, 1, 4", "60, 92, 1", "61, 92, 2", "300, 20, 3", "5, 1000, 4"})
    void cleanExtractIsLoadedWholeAndBreaksNoRule(int sellers, int weeks, long seed) throws IOException {
        generate(sellers, weeks, seed, "0");
        assertThat(findings(sellers, weeks, seed, "0", Map.of())).isEmpty();
        JsonNode totals = load().get("totals");
        assertThat(totals.get("inserted").asLong())
                .isPositive()
                .isEqualTo(totals.get("read").asLong());
        assertThat(folder.resolve("extract.planted.csv")).doesNotExist();
    }

    @Test
    void cleanExtractInSeveralCurrenciesBreaksNoRule() throws IOException {
        generate(61, 92, 2, "0", ALL);
        ExtractPlan plan = new ExtractPlan(61, 92, 2, BigDecimal.ZERO, ALL);
        assertThat(findings(extract(), plan, Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 0.001", "30, 20, 7, 0.02", "120, 92, 1, 0.002", "100, 40, 2, 0.1"})
    void loadAndRulesFindWhatWasPlantedAndNothingElse(int sellers, int weeks, long seed, String defects)
            throws IOException {
        generate(sellers, weeks, seed, defects);
        List<List<String>> planted = planted();
        JsonNode report = load();

        Set<String> rejected = new TreeSet<>();
        Map<String, Set<Integer>> rejectedLines = new HashMap<>();
        quarantine().forEach(row -> {
            assertThat(row.reasons()).as("%s %d", row.feed(), row.line()).hasSize(1);
            JsonNode reason = row.reasons().get(0);
            String column = reason.hasNonNull("column") ? reason.get("column").asString() : "";
            rejected.add(
                    row.feed() + ":" + row.line() + " " + reason.get("code").asString() + " " + column);
            rejectedLines
                    .computeIfAbsent(row.feed(), ignored -> new TreeSet<>())
                    .add(row.line());
        });
        assertThat(rejected)
                .isEqualTo(select(
                        planted,
                        "rejected",
                        row -> row.get(2) + ":" + row.get(3) + " " + row.get(1) + " " + row.get(4)));
        assertThat(counts(report, "rejected")).isEqualTo(counts(planted, "rejected"));
        assertThat(counts(report, "duplicate")).isEqualTo(counts(planted, "duplicate"));
        assertThat(counts(report, "superseded")).isEqualTo(counts(planted, "superseded"));
        assertThat(findings(sellers, weeks, seed, defects, rejectedLines))
                .isEqualTo(select(planted, "issue", row -> row.get(1) + " " + row.get(5)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyKindIsPlanted(boolean withCurrencies) throws IOException {
        generate(withCurrencies ? 240 : 120, 92, 1, "0.0001", withCurrencies ? ALL : List.of());
        List<List<String>> planted = planted();
        assertThat(select(planted, "rejected", row -> row.get(1)))
                .isEqualTo(Arrays.stream(RejectionCode.values())
                        .map(RejectionCode::code)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(select(planted, "issue", row -> row.get(1)))
                .isEqualTo(Rules.all(Database.SQLITE).stream()
                        .filter(rule -> rule.reference() == null)
                        .map(Rule::code)
                        .filter(code ->
                                withCurrencies || !OF_RATES.matcher(code).matches())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Each break is alone, whatever the seed; so many seeds as {@code credit.seeds} says are tried, from {@code credit.seed} on. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBreakBringsNoOtherWithIt(boolean withCurrencies) throws IOException {
        long first = Long.getLong("credit.seed", 1);
        for (long seed = first; seed < first + BuildLength.number("credit.seeds", 2, 3); seed++) {
            Path target = folder.resolve("seed-" + seed);
            int sellers = 20 + (int) (seed % 7) * 15;
            int weeks = 10 + (int) (seed % 5) * 20;
            ExtractPlan plan = new ExtractPlan(
                    sellers,
                    weeks,
                    seed,
                    new BigDecimal(seed % 2 == 0 ? "0.03" : "0.004"),
                    withCurrencies ? ALL.subList(0, 2 + (int) (seed % 3)) : List.of());
            assertThat(new ExtractGenerator(plan, Progress.NONE, () -> false).write(target))
                    .isPresent();
            List<List<String>> planted = Csv.read(folder.resolve("seed-" + seed + ".planted.csv"));
            Map<String, Set<Integer>> rejectedLines = new HashMap<>();
            planted.stream().filter(row -> row.get(0).equals("rejected")).forEach(row -> rejectedLines
                    .computeIfAbsent(row.get(2), feed -> new TreeSet<>())
                    .add(Integer.valueOf(row.get(3))));
            assertThat(findings(target, plan, rejectedLines))
                    .as(plan.toString())
                    .isEqualTo(select(planted, "issue", row -> row.get(1) + " " + row.get(5)));
        }
    }

    /** At a rate of 1 %, each kind comes once in a hundred rows of its feed. */
    @Test
    void plantsAtTheRateAskedFor() throws IOException {
        generate(100, 20, 1, "0.01");
        List<List<String>> planted = planted();
        long invoices = 100 * 20;
        assertThat(count(planted, "invoice_arithmetic", "invoices")).isEqualTo(invoices / 100);
        assertThat(count(planted, "wallet_invoice_mismatch", "invoices")).isEqualTo(invoices / 100);
        assertThat(count(planted, "invoice_item_mismatch", "invoice_items")).isEqualTo(invoices * 5 / 100);
        assertThat(count(planted, "enum", "invoice_items")).isEqualTo(invoices * 5 / 100);
        assertThat(count(planted, "required", "sellers")).isEqualTo(1);
        assertThat(count(planted, "missing-cell", "wallet_transactions")).isEqualTo(invoices / 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.01"})
    void sellersTakeTurnsInTheCurrencies(String defects) throws IOException {
        ExtractPlan plan = new ExtractPlan(
                40, 10, 1, new BigDecimal(defects), List.of(Currency.USD, Currency.EUR, Currency.SAR, Currency.AED));
        GeneratedExtract extract = new ExtractGenerator(plan, Progress.NONE, () -> false)
                .write(extract())
                .orElseThrow();

        JsonNode report = load();

        extract.feeds().forEach(feed -> assertThat(report.get("feeds")
                        .valueStream()
                        .filter(entry -> entry.get("feed").asString().equals(feed.feed()))
                        .map(entry -> List.of(
                                entry.get("read").asLong(),
                                entry.get("rejected").asLong()))
                        .toList())
                .as(feed.feed())
                .containsExactly(List.of(feed.rows(), feed.rejected())));
        assertThat(TestDatabase.numbers(
                        address,
                        "SELECT count(*) FROM sellers GROUP BY preferred_currency ORDER BY preferred_currency"))
                .containsExactly(10L, 10L, 10L, 10L);
        assertThat(TestDatabase.numbers(
                        address, "SELECT count(*) FROM exchange_rates GROUP BY from_currency ORDER BY from_currency"))
                .hasSize(defects.equals("0") ? 3 : 4)
                .startsWith(11L, 11L, 11L);
        assertThat(
                        TestDatabase.number(
                                address,
                                "SELECT count(*) FROM invoices JOIN sellers USING (seller_id) WHERE currency <> preferred_currency"))
                .isZero();
    }

    @Test
    void stoppedGeneratorLeavesNothing() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        ExtractPlan plan = new ExtractPlan(50, 10, 1, new BigDecimal("0.01"), List.of());
        assertThat(new ExtractGenerator(plan, Progress.NONE, () -> asked.incrementAndGet() > 20).write(extract()))
                .isEmpty();
        assertThat(asked).hasValue(21);
        assertThat(folder).isEmptyDirectory();
    }

    /** A list that is left over from an extract that is gone speaks of nothing. */
    @Test
    void takesAnEmptyFolderAndRemovesTheListOfAnEarlierExtract() throws IOException {
        Files.createDirectory(extract());
        Files.writeString(folder.resolve("extract.planted.csv"), "old");
        generate(3, 3, 1, "0");
        assertThat(folder).isDirectoryNotContaining("glob:**planted.csv");
        assertThat(extract()).isDirectoryContaining("glob:**/sellers.csv");
    }

    private Set<String> findings(
            int sellers, int weeks, long seed, String defects, Map<String, Set<Integer>> rejectedLines) {
        return findings(
                extract(), new ExtractPlan(sellers, weeks, seed, new BigDecimal(defects), List.of()), rejectedLines);
    }

    private static Set<String> findings(Path extract, ExtractPlan plan, Map<String, Set<Integer>> rejectedLines) {
        return QualityRules.findings(extract, plan.asOf(), rejectedLines).stream()
                .map((Finding finding) -> finding.rule() + " " + finding.key())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonNode load() {
        Path report = folder.resolve("report.json");
        var result = credit.importFolder(extract(), "--max-reject-rate", "100%", "--report", report.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        return JsonMapper.shared().readTree(report.toFile());
    }

    private List<List<String>> planted() {
        List<List<String>> rows = Csv.read(folder.resolve("extract.planted.csv"));
        assertThat(rows.get(0)).containsExactly("outcome", "code", "feed", "line", "column", "key");
        return rows.subList(1, rows.size());
    }

    private record Quarantined(String feed, int line, JsonNode reasons) {}

    private List<Quarantined> quarantine() {
        return TestDatabase.query(address, jdbc -> jdbc.sql("SELECT feed, line, reasons FROM rejected_rows")
                .query((row, index) -> new Quarantined(
                        row.getString(1), row.getInt(2), JsonMapper.shared().readTree(row.getString(3))))
                .list());
    }

    private static Set<String> select(List<List<String>> planted, String outcome, Function<List<String>, String> text) {
        return planted.stream()
                .filter(row -> row.get(0).equals(outcome))
                .map(text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long count(List<List<String>> planted, String code, String feed) {
        return planted.stream()
                .filter(row -> row.get(1).equals(code) && row.get(2).equals(feed))
                .count();
    }

    private static Map<String, Long> counts(List<List<String>> planted, String outcome) {
        return planted.stream()
                .filter(row -> row.get(0).equals(outcome))
                .collect(Collectors.groupingBy(row -> row.get(2), Collectors.counting()));
    }

    private static Map<String, Long> counts(JsonNode report, String outcome) {
        Map<String, Long> counts = new HashMap<>();
        for (JsonNode feed : report.get("feeds")) {
            if (feed.get(outcome).asLong() > 0) {
                counts.put(feed.get("feed").asString(), feed.get(outcome).asLong());
            }
        }
        return counts;
    }
}
