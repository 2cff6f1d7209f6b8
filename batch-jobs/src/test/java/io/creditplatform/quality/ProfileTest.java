package io.creditplatform.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the values of columns look like, and which of them changed much. */
class ProfileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void countsEmptyAndDifferentValuesEndsMeansAndTheMostFrequent(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        SampleData.large(folder, 0);
        SampleData.write(folder.resolve("leads.csv"), """
                lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number
                1,1,2025-01-02 00:00:00,0.01,New,Pending,b
                2,1,2025-01-01 10:20:30.5,0,Contacted,Pending,
                3,1,2025-01-03 00:00:00,0.01,New,Shipped,a
                4,1,2025-01-03 00:00:00,10000000000000.00,New,Pending,É
                5,1,2025-01-03 00:00:00,10000000000000.00,Confirmed,Pending,Z
                """);
        var loaded = credit.importFolder(folder);
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        assertThat(credit.run("check", "--as-of", "2025-10-01").exitCode()).isZero();

        List<String> profiles = TestDatabase.query(address, jdbc -> jdbc.sql("""
                        SELECT column_name, row_count, nulls, distinct_values, min_value, max_value, mean, top_values
                        FROM quality_profiles WHERE entity = 'leads'
                        """)
                .query((row, index) -> {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= 8; i++) {
                        cells.add(String.valueOf(row.getString(i)));
                    }
                    return String.join(" | ", cells);
                })
                .list());
        assertThat(profiles)
                .containsExactlyInAnyOrder(
                        "currency | 5 | 0 | 1 | USD | USD | null | [{\"value\":\"USD\",\"count\":5}]",
                        "lead_id | 5 | 0 | 5 | 1 | 5 | null | []",
                        "seller_id | 5 | 0 | 1 | 1 | 1 | null | [{\"value\":\"1\",\"count\":5}]",
                        "created_at | 5 | 0 | 3 | 2025-01-01 10:20:30.500000 | 2025-01-03 00:00:00.000000 | null |"
                                + " [{\"value\":\"2025-01-03 00:00:00.000000\",\"count\":3},"
                                + "{\"value\":\"2025-01-01 10:20:30.500000\",\"count\":1},"
                                + "{\"value\":\"2025-01-02 00:00:00.000000\",\"count\":1}]",
                        "amount | 5 | 0 | 3 | 0.00 | 10000000000000.00 | 4000000000000.00 |"
                                + " [{\"value\":\"0.01\",\"count\":2},{\"value\":\"10000000000000.00\",\"count\":2},"
                                + "{\"value\":\"0.00\",\"count\":1}]",
                        "status | 5 | 0 | 3 | Confirmed | New | null | [{\"value\":\"New\",\"count\":3},"
                                + "{\"value\":\"Confirmed\",\"count\":1},{\"value\":\"Contacted\",\"count\":1}]",
                        "shipping_status | 5 | 0 | 2 | Pending | Shipped | null |"
                                + " [{\"value\":\"Pending\",\"count\":4},{\"value\":\"Shipped\",\"count\":1}]",
                        "tracking_number | 5 | 1 | 4 | Z | É | null | [{\"value\":\"Z\",\"count\":1},"
                                + "{\"value\":\"a\",\"count\":1},{\"value\":\"b\",\"count\":1},{\"value\":\"É\",\"count\":1}]");
    }

    /** Taken together, the mean of the second load would be 801.20 after 2.00, and 3,000 EUR more than 3 USD. */
    @ParameterizedTest
    @EnumSource
    void looksAtTheAmountsOfEachCurrencyByThemselves(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        SampleData.large(folder, 0);
        String usd = """
                lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number,currency
                1,1,2025-01-02 00:00:00,1,New,Pending,,USD
                2,1,2025-01-02 00:00:00,2,New,Pending,,USD
                3,1,2025-01-02 00:00:00,3,New,Pending,,USD
                """;
        String eur = """
                4,1,2025-01-02 00:00:00,1000,New,Pending,,EUR
                5,1,2025-01-02 00:00:00,3000,New,Pending,,EUR
                """;
        SampleData.write(folder.resolve("leads.csv"), usd);
        SampleData.write(folder.resolve("exchange_rates.csv"), """
                from_currency,to_currency,rate,effective_date
                EUR,USD,9,2025-01-01
                USD,SAR,10,2025-01-01
                """);
        assertThat(credit.importFolder(folder).exitCode()).isZero();
        assertThat(credit.run("check").exitCode()).isZero();
        SampleData.write(folder.resolve("leads.csv"), usd + eur);
        assertThat(credit.importFolder(folder).exitCode()).isZero();
        assertThat(credit.run("check", "--out", folder.resolve("report").toString())
                        .exitCode())
                .isZero();

        JsonNode scorecard = JsonMapper.shared()
                .readTree(SampleData.read(folder.resolve("report").resolve("scorecard.json")));
        assertThat(scorecard.at("/drifts")).isEmpty();
        assertThat(scorecard
                        .at("/profiles")
                        .valueStream()
                        .filter(profile -> Set.of("amount", "rate")
                                .contains(profile.at("/column").asString()))
                        .filter(profile -> Set.of("leads", "exchange_rates")
                                .contains(profile.at("/entity").asString()))
                        .map(JsonNode::toString))
                .containsExactly(
                        "{\"entity\":\"exchange_rates\",\"column\":\"rate\",\"currency\":null,\"rows\":2,\"nulls\":0,"
                                + "\"distinct_values\":2,\"min_value\":null,\"max_value\":null,\"mean\":null,\"top_values\":"
                                + "[{\"value\":\"10\",\"count\":1},{\"value\":\"9\",\"count\":1}]}",
                        "{\"entity\":\"leads\",\"column\":\"amount\",\"currency\":\"EUR\",\"rows\":2,\"nulls\":0,"
                                + "\"distinct_values\":2,\"min_value\":\"1000.00\",\"max_value\":\"3000.00\","
                                + "\"mean\":2000.0,\"top_values\":[{\"value\":\"1000.00\",\"count\":1},"
                                + "{\"value\":\"3000.00\",\"count\":1}]}",
                        "{\"entity\":\"leads\",\"column\":\"amount\",\"currency\":\"USD\",\"rows\":3,\"nulls\":0,"
                                + "\"distinct_values\":3,\"min_value\":\"1.00\",\"max_value\":\"3.00\",\"mean\":2.0,"
                                + "\"top_values\":[{\"value\":\"1.00\",\"count\":1},{\"value\":\"2.00\",\"count\":1},"
                                + "{\"value\":\"3.00\",\"count\":1}]}");
        assertThat(SampleData.read(folder.resolve("report").resolve("report.html")))
                .contains("<th scope=\"row\">amount in EUR</th>")
                .contains("<th scope=\"row\">amount in USD</th>");
    }

    @ParameterizedTest
    @EnumSource
    void stopsCountingWhereThereAreTooManyDifferentValues(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        assertThat(credit.importFolder(SampleData.large(folder, ColumnProfile.COUNTED_VALUES + 1))
                        .exitCode())
                .isZero();
        credit.run("check", "--as-of", "2025-10-01");
        // One of 1,001 leads is refused, so that exactly as many tracking numbers are left as are counted.
        assertThat(distinctTrackingNumbers(address)).containsExactly((long) ColumnProfile.COUNTED_VALUES);
        SampleData.append(folder.resolve("leads.csv"), "2000,1,2025-05-30 06:45:31.929850,1,Confirmed,Shipped,TRK2000");
        assertThat(credit.importFolder(folder).exitCode()).isZero();
        credit.run("check", "--as-of", "2025-10-01");
        assertThat(distinctTrackingNumbers(address)).containsExactly(1000L, 0L);
    }

    private static List<Long> distinctTrackingNumbers(DatabaseAddress address) {
        return TestDatabase.numbers(
                address,
                "SELECT coalesce(distinct_values, 0) FROM quality_profiles"
                        + " WHERE entity = 'leads' AND column_name = 'tracking_number' ORDER BY run_id");
    }

    @Test
    void namesColumnsWhoseEmptyCellsOrMeanJumped() {
        List<ColumnProfile> before = List.of(
                profile("due_date", 100, 10, null),
                profile("issue_date", 100, 10, null),
                profile("amount", 100, 0, "100.00"),
                profile("credit_limit", 100, 0, "100.00"),
                profile("total", 100, 0, "-4.00"),
                profile("gone", 100, 0, "1.00"),
                profile("empty", 0, 0, null));
        List<ColumnProfile> now = List.of(
                profile("due_date", 1000, 150, null),
                profile("issue_date", 1000, 151, null),
                profile("amount", 1000, 0, "125.00"),
                profile("credit_limit", 1000, 0, "125.01"),
                profile("total", 1000, 0, "-5.01"),
                profile("new", 1000, 900, "1.00"),
                profile("empty", 1000, 900, "1.00"));
        assertThat(Drift.between(before, now))
                .containsExactly(
                        new Drift(
                                "credits",
                                "issue_date",
                                null,
                                "null_share",
                                new BigDecimal("0.1000"),
                                new BigDecimal("0.1510")),
                        new Drift(
                                "credits",
                                "credit_limit",
                                null,
                                "mean",
                                new BigDecimal("100.00"),
                                new BigDecimal("125.01")),
                        new Drift("credits", "total", null, "mean", new BigDecimal("-4.00"), new BigDecimal("-5.01")));
    }

    private static ColumnProfile profile(String column, long rows, long nulls, @Nullable String mean) {
        return new ColumnProfile(
                "credits",
                column,
                null,
                rows,
                nulls,
                null,
                null,
                null,
                mean == null ? null : new BigDecimal(mean),
                List.of());
    }
}
