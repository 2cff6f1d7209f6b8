package io.creditplatform.analytics.portfolio;

import io.creditplatform.database.Database;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sorts open credits by how long they are past due. */
final class AgeingQuery {

    private static final String SQL = """
            SELECT bucket, count(*) AS credits, sum(amount_minor) AS outstanding
            FROM (SELECT %s AS bucket, amount_minor FROM credits WHERE status IN ('Approved', 'Deposit') %s) aged
            GROUP BY bucket
            """;

    private final JdbcClient jdbc;
    private final Database database;

    AgeingQuery(Database database, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** All buckets, the empty ones included. */
    List<AgedCredits> asOf(LocalDate day, InMarket market) {
        Map<String, AgedCredits> aged = new HashMap<>();
        jdbc.sql(SQL.formatted(AgeingBucket.of("due_date"), market.condition("AND")))
                .params(AgeingBucket.bounds(day, database))
                .params(market.values())
                .query(row -> {
                    String bucket = row.getString("bucket");
                    aged.put(
                            bucket,
                            new AgedCredits(bucket, row.getLong("credits"), new Money(row.getLong("outstanding"))));
                });
        return Arrays.stream(AgeingBucket.values())
                .map(AgeingBucket::code)
                .map(bucket -> aged.getOrDefault(bucket, new AgedCredits(bucket, 0, new Money(0))))
                .toList();
    }
}
