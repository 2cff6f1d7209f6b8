package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import io.creditplatform.database.Vocabulary;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sorts the credits that were open at the end of a day by how long they were past due. */
final class AgeingQuery {

    private static final String SQL = """
            SELECT bucket, currency, count(*) AS credits, coalesce(sum(amount_minor), 0) AS outstanding,
                count(*) - count(amount_minor) AS missing
            FROM (SELECT %s AS bucket, c.currency, %s AS amount_minor, %s AS status
                  FROM credits c %s) aged
            WHERE %s
            GROUP BY bucket, currency
            """;

    private static final String DAY = "day";

    private final JdbcClient jdbc;
    private final Database database;

    AgeingQuery(Database database, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** All buckets, the empty ones included. */
    List<AgedCredits> asOf(LocalDate day, InMarket market, Reporting reporting) {
        Map<String, ConvertedCredits> aged = new HashMap<>();
        jdbc.sql(SQL.formatted(
                        AgeingBucket.of("c.due_date", DAY),
                        reporting.ofCredit(),
                        StatusAt.DAY.sql(),
                        market.condition("WHERE"),
                        Vocabulary.open("status")))
                .params(AgeingBucket.bounds(DAY, day, database))
                .param(StatusAt.DAY.end(), StatusAt.endOf(day, database))
                .params(market.values())
                .query(row -> {
                    aged.merge(
                            row.getString("bucket"),
                            ConvertedCredits.of(row, "outstanding", reporting),
                            ConvertedCredits::plus);
                });
        return Arrays.stream(AgeingBucket.values())
                .map(bucket -> {
                    ConvertedCredits credits = aged.getOrDefault(bucket.code(), ConvertedCredits.NONE);
                    return new AgedCredits(
                            bucket.code(),
                            credits.credits(),
                            new Money(credits.minor()),
                            reporting.currency(),
                            credits.missingRates());
                })
                .toList();
    }
}
