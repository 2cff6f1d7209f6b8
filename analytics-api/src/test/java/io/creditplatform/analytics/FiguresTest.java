package io.creditplatform.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.AtLength;
import io.creditplatform.testing.BuildLength;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every figure that the server answers with, against {@link Figures}: rates to 1e-9, everything else exactly; and to the byte
 * the same from either database. Also runs on any other extract: {@code -Dcredit.extract=FOLDER}.
 */
class FiguresTest {

    private static final String EXTRACT = System.getProperty("credit.extract", "../sample-data/baseline");

    /** Before, between and after the sample's days, on month ends and leap days, and long after: the usual build has the first three. */
    private static final List<LocalDate> DAYS = Stream.of(
                    LocalDate.of(2024, 2, 29),
                    LocalDate.of(2025, 6, 30),
                    LocalDate.of(2026, 2, 28),
                    LocalDate.of(2024, 3, 31),
                    LocalDate.of(2025, 7, 1),
                    LocalDate.of(2025, 8, 31),
                    LocalDate.of(2025, 10, 1))
            .limit(BuildLength.number(3, 7))
            .toList();

    private static final Map<String, String> MEASURES = Map.of(
            "health_score", "health_score",
            "credit_utilization_rate", "metrics.credit_utilization_rate",
            "outstanding_utilization_rate", "metrics.outstanding_utilization_rate",
            "payment_reliability_score", "metrics.payment_reliability_score",
            "lead_conversion_rate", "metrics.lead_conversion_rate",
            "current_balance", "metrics.wallet_health.current_balance",
            "avg_weekly_change", "metrics.wallet_health.avg_weekly_change");

    /** What answers have since amounts have currencies, and what is no figure; all the rest is as it was before. */
    private static final Set<String> ADDED = Set.of(
            "currency",
            "missing_rates",
            "reported",
            "load",
            "load_before",
            "loads_failed_since",
            "last_failed_load",
            "critical_issues");

    private static final double RATE_TOLERANCE = 1e-9;

    @TempDir
    private Path folder;

    @Test
    void ofAnyExtract() {
        check(List.of(Path.of(EXTRACT)), DAYS);
    }

    @Test
    void ofTheNextDay() {
        check(List.of(SampleData.folder("baseline"), SampleData.folder("next-day")), DAYS);
    }

    @Test
    @AtLength // the one full of defects has all of that and more
    void ofAGeneratedExtract() {
        generate();
        check(List.of(folder.resolve("generated")), List.of(LocalDate.of(2025, 6, 30), LocalDate.of(2025, 10, 6)));
    }

    @Test
    void ofAnExtractFullOfDefects() {
        generate("--defects", "1%");
        check(List.of(folder.resolve("generated")), List.of(LocalDate.of(2025, 6, 30), LocalDate.of(2025, 10, 6)));
    }

    private void generate(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "generate", folder.resolve("generated").toString(), "--sellers", "40", "--weeks", "60", "--seed", "7"));
        arguments.addAll(List.of(options));
        CreditRunner.Result result = CreditRunner.runAsGiven(arguments.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private static void check(List<Path> extracts, List<LocalDate> days) {
        Map<String, String> bodies = new HashMap<>();
        for (Database database : Database.values()) {
            DatabaseAddress address = TestDatabase.fresh(database);
            List<Figures.Loaded> loaded = new ArrayList<>();
            for (Path extract : extracts) {
                CreditRunner.Result result =
                        new CreditRunner(address).importFolder(extract, "--max-reject-rate", "100%");
                assertThat(result.exitCode()).as(result.err()).isZero();
                loaded.add(new Figures.Loaded(extract, rejectedLines(address, loaded.size() + 1)));
            }
            TestDatabase.execute(address, "UPDATE loads SET published_at = '2026-01-02 03:04:05.678000'");
            Figures figures = Figures.after(loaded.toArray(Figures.Loaded[]::new));
            try (TestServer server = TestServer.on(address)) {
                Map<String, Object> all = expected(figures, days);
                days.forEach(day -> all.putAll(portfolio(loaded).answers(day)));
                all.forEach((path, expected) -> {
                    HttpResponse<String> response = server.get(path);
                    assertThat(response.statusCode())
                            .as(path + " " + response.body())
                            .isEqualTo(200);
                    JsonNode answer = JsonMapper.shared().readTree(response.body());
                    assertThat(differences(expected, answer.has("items") ? answer.get("items") : answer))
                            .as(database + " " + path)
                            .isEmpty();
                    assertThat(bodies.computeIfAbsent(path, first -> response.body()))
                            .as(path)
                            .isEqualTo(response.body());
                });
            }
        }
    }

    private static PortfolioFigures portfolio(List<Figures.Loaded> loaded) {
        List<Figures.Loaded> earlier = loaded.subList(0, loaded.size() - 1);
        return new PortfolioFigures(
                Figures.after(loaded.toArray(Figures.Loaded[]::new)), earlier.isEmpty() ? null : portfolio(earlier));
    }

    private static Map<String, Object> expected(Figures figures, List<LocalDate> days) {
        Map<String, Object> expected = new LinkedHashMap<>();
        days.forEach(day -> expected.putAll(figures.answers(day)));
        figures.sellerIds()
                .forEach(id -> expected.put("/api/analytics/seller-health/" + id, updated(figures.health(id))));
        MEASURES.forEach((sort, measure) -> {
            String path = "/api/analytics/sellers?limit=1000&sort=" + sort;
            expected.put(path, ranking(figures, measure, false, null, null));
            expected.put(path + "&direction=asc", ranking(figures, measure, true, null, null));
        });
        for (String risk : List.of("low", "medium", "high")) {
            String path = "/api/analytics/sellers?limit=1000&risk_level=" + risk;
            expected.put(path, ranking(figures, "health_score", false, null, risk));
            for (String market : figures.markets()) {
                expected.put(
                        path + "&market=" + URLEncoder.encode(market, StandardCharsets.UTF_8),
                        ranking(figures, "health_score", false, market, risk));
            }
        }
        return expected;
    }

    private static List<Map<String, Object>> ranking(
            Figures figures, String measure, boolean ascending, @Nullable String market, @Nullable String risk) {
        return figures.ranking(measure, ascending, market, risk).stream()
                .map(FiguresTest::updated)
                .toList();
    }

    private static Map<String, Object> updated(Map<String, Object> health) {
        Map<String, Object> updated = new LinkedHashMap<>(health);
        updated.put("last_updated", "2026-01-02T03:04:05.678Z");
        return updated;
    }

    private static Map<String, Set<Integer>> rejectedLines(DatabaseAddress address, int loadId) {
        Map<String, Set<Integer>> lines = new HashMap<>();
        TestDatabase.query(address, jdbc -> jdbc.sql("SELECT feed, line FROM rejected_rows WHERE load_id = ?")
                        .param(loadId)
                        .query((row, index) -> Map.entry(row.getString("feed"), row.getInt("line")))
                        .list())
                .forEach(row -> lines.computeIfAbsent(row.getKey(), feed -> new TreeSet<>())
                        .add(row.getValue()));
        return lines;
    }

    private static List<String> differences(@Nullable Object expected, JsonNode got) {
        List<String> differences = new ArrayList<>();
        compare("", expected, got, differences);
        return differences;
    }

    private static void compare(String path, @Nullable Object expected, JsonNode got, List<String> differences) {
        if (expected instanceof Map<?, ?> object) {
            Set<String> names = new TreeSet<>(got.propertyNames());
            object.forEach((name, value) -> {
                if (names.remove(name)) {
                    compare(path + "/" + name, value, got.get((String) name), differences);
                } else {
                    differences.add(path + " lacks " + name);
                }
            });
            names.removeAll(ADDED);
            names.forEach(name -> differences.add(path + " has " + name));
        } else if (expected instanceof List<?> list) {
            if (got.size() != list.size()) {
                differences.add(path + " has " + got.size() + " elements, expected " + list.size());
            }
            for (int i = 0; i < Math.min(list.size(), got.size()); i++) {
                compare(path + "/" + i, list.get(i), got.get(i), differences);
            }
        } else if (!same(expected, got)) {
            differences.add(path + " is " + got + ", expected " + expected);
        }
    }

    private static boolean same(@Nullable Object expected, JsonNode got) {
        if (expected == null) {
            return got.isNull();
        } else if (expected instanceof Boolean truth) {
            return got.isBoolean() && got.booleanValue() == truth;
        } else if (expected instanceof String text) {
            return got.isString() && got.stringValue().equals(text);
        } else if (expected instanceof Long number) {
            return got.isIntegralNumber() && got.longValue() == number;
        } else if (expected instanceof Double rate) {
            return got.isNumber() && Math.abs(got.doubleValue() - rate) <= RATE_TOLERANCE * Math.max(1, Math.abs(rate));
        }
        return got.isNumber() && got.decimalValue().compareTo((BigDecimal) expected) == 0;
    }
}
