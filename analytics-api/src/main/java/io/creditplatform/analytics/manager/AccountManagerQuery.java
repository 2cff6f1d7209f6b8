package io.creditplatform.analytics.manager;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.model.Money;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds up account managers' sellers and ranks them. */
final class AccountManagerQuery {

    private final JdbcClient jdbc;

    AccountManagerQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The highest of all account managers, those without a seller included. */
    List<AccountManagerFigures> top(AccountManagerOrder by, int number) {
        return jdbc
                .sql("""
                        SELECT a.am_id, a.am_name, a.am_email, count(s.seller_id) AS sellers,
                            coalesce(sum(m.issued_minor), 0) AS issued_minor,
                            coalesce(sum(s.credit_limit_minor), 0) AS credit_limit_minor
                        FROM account_managers a
                            LEFT JOIN sellers s ON s.am_id = a.am_id
                            LEFT JOIN seller_metrics m ON m.seller_id = s.seller_id
                        GROUP BY a.am_id, a.am_name, a.am_email
                        """)
                .query((row, index) -> {
                    long issued = row.getLong("issued_minor");
                    return new AccountManagerFigures(
                            row.getLong("am_id"),
                            row.getString("am_name"),
                            row.getString("am_email"),
                            row.getLong("sellers"),
                            new Money(issued),
                            Ratio.of(issued, row.getLong("credit_limit_minor")));
                })
                .list()
                .stream()
                .sorted(by.comparator())
                .limit(number)
                .toList();
    }
}
