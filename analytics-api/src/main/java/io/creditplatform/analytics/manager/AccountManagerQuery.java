package io.creditplatform.analytics.manager;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.measure.SellerMeasure;
import io.creditplatform.model.Money;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds up account managers' sellers and ranks them. */
final class AccountManagerQuery {

    private final JdbcClient jdbc;

    AccountManagerQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The highest of all account managers, those without a seller included. */
    List<AccountManagerFigures> top(AccountManagerOrder by, int number, Reporting reporting) {
        Map<String, List<MissingRate>> missing = reporting.missing(jdbc, "s.am_id", "issued_credits + sellers");
        return jdbc
                .sql("""
                        SELECT a.am_id, a.am_name, a.am_email, count(s.seller_id) AS sellers,
                            coalesce(sum(%s), 0) AS issued_minor,
                            coalesce(sum(%s), 0) AS credit_limit_minor
                        FROM account_managers a
                            LEFT JOIN sellers s ON s.am_id = a.am_id
                            LEFT JOIN seller_metrics m ON m.seller_id = s.seller_id
                            %s
                        GROUP BY a.am_id, a.am_name, a.am_email
                        """.formatted(
                                reporting.sum(SellerMeasure.ISSUED_AMOUNT),
                                reporting.ofSeller("credit_limit_minor"),
                                reporting.join()))
                .query((row, index) -> {
                    long issued = row.getLong("issued_minor");
                    long limit = row.getLong("credit_limit_minor");
                    return new AccountManagerFigures(
                            row.getLong("am_id"),
                            row.getString("am_name"),
                            row.getString("am_email"),
                            row.getLong("sellers"),
                            new Money(issued),
                            Ratio.of(issued, limit),
                            reporting.currency(),
                            missing.getOrDefault(row.getString("am_id"), List.of()),
                            new Money(limit));
                })
                .list()
                .stream()
                .sorted(by.comparator())
                .limit(number)
                .toList();
    }
}
