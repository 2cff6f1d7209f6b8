package io.creditplatform.analytics.lead;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.database.Database;
import io.creditplatform.database.ExactSum;
import io.creditplatform.database.Vocabulary;
import io.creditplatform.model.CreditStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for the first order after each approved credit. */
final class CreditToLeadQuery {

    private static final long MICROS_A_DAY = Duration.ofDays(1).toMillis() * 1000;

    /** Two months each come to more than 64 bits hold when there are two million credits. */
    private static final ExactSum MICROS = new ExactSum("micros");

    private final JdbcClient jdbc;
    private final String sql;

    CreditToLeadQuery(Database database, JdbcClient jdbc) {
        this.jdbc = jdbc;
        // Materialized, else SQLite looks for a lead each time that it is referred to.
        this.sql = """
                WITH approved AS MATERIALIZED (
                    SELECT c.seller_id, a.approved_at,
                        (SELECT min(l.created_at) FROM leads l
                         WHERE l.seller_id = c.seller_id AND %s
                            AND l.created_at >= a.approved_at) AS lead_at
                    FROM (SELECT credit_id, min(changed_at) AS approved_at FROM credit_histories
                          WHERE status = %s GROUP BY credit_id) a
                        JOIN credits c ON c.credit_id = a.credit_id)
                SELECT s.market, count(lead_at) AS credits, count(approved_at) - count(lead_at) AS without_lead, %s
                FROM sellers s LEFT JOIN approved ON approved.seller_id = s.seller_id
                GROUP BY s.market
                """.formatted(
                        Vocabulary.confirmed("l.status"),
                        Vocabulary.code(CreditStatus.APPROVED),
                        MICROS.of(database.epochMicros("lead_at") + " - " + database.epochMicros("approved_at")));
    }

    /** All markets, by name. */
    List<CreditToLead> byMarket() {
        return jdbc
                .sql(sql)
                .query((row, index) -> {
                    long credits = row.getLong("credits");
                    return new CreditToLead(
                            row.getString("market"),
                            credits,
                            credits == 0 ? null : Ratio.of(MICROS.read(row), credits * MICROS_A_DAY),
                            row.getLong("without_lead"));
                })
                .list()
                .stream()
                .sorted(Comparator.comparing(CreditToLead::market))
                .toList();
    }
}
