package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import io.creditplatform.database.Vocabulary;
import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds up, month of issue by month of issue, what was paid in which month. */
final class VintageQuery {

    /** Ten years on book: no day that is asked about makes the answer longer than that. */
    private static final int MOST_MONTHS = 120;

    private static final String SQL = """
            SELECT issue_month, paid_month, currency, count(*) AS credits,
                coalesce(sum(amount_minor), 0) AS issued_minor, count(*) - count(amount_minor) AS missing
            FROM (SELECT %s AS issue_month, %s AS amount_minor, c.currency,
                    (SELECT %s FROM credit_histories h
                     WHERE h.credit_id = c.credit_id AND h.status = %s AND h.changed_at < :day_end) AS paid_month,
                    %s AS status
                  FROM credits c
                  WHERE c.issue_date < :day_end %s) issued
            WHERE %s
            GROUP BY issue_month, paid_month, currency
            """;

    private final JdbcClient jdbc;
    private final Database database;

    VintageQuery(Database database, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** All months of issue up to a day, each with its months on book up to that day, but not more than ten years of them. */
    List<Vintage> asOf(LocalDate day, InMarket market, Reporting reporting) {
        Map<YearMonth, ConvertedCredits> issued = new TreeMap<>();
        Map<YearMonth, Map<Long, ConvertedCredits>> paid = new TreeMap<>();
        jdbc.sql(SQL.formatted(
                        database.yearMonth("c.issue_date"),
                        reporting.ofCredit(),
                        database.yearMonth("min(h.changed_at)"),
                        Vocabulary.code(CreditStatus.PAID),
                        StatusAt.DAY.sql(),
                        market.condition("AND"),
                        Vocabulary.issued("status")))
                .param(StatusAt.DAY.end(), StatusAt.endOf(day, database))
                .params(market.values())
                .query(row -> {
                    YearMonth issueMonth = YearMonth.parse(row.getString("issue_month"));
                    String paidMonth = row.getString("paid_month");
                    ConvertedCredits amount = ConvertedCredits.of(row, "issued_minor", reporting);
                    issued.merge(issueMonth, amount, ConvertedCredits::plus);
                    if (paidMonth != null) {
                        long months = Math.max(0, issueMonth.until(YearMonth.parse(paidMonth), ChronoUnit.MONTHS));
                        paid.computeIfAbsent(issueMonth, month -> new TreeMap<>())
                                .merge(months, amount, ConvertedCredits::plus);
                    }
                });
        List<Vintage> vintages = new ArrayList<>();
        issued.forEach((issueMonth, all) -> {
            Map<Long, ConvertedCredits> paidByMonths = paid.getOrDefault(issueMonth, Map.of());
            ConvertedCredits soFar = ConvertedCredits.NONE;
            long last = Math.min(MOST_MONTHS, issueMonth.until(YearMonth.from(day), ChronoUnit.MONTHS));
            for (long months = 0; months <= last; months++) {
                soFar = soFar.plus(paidByMonths.getOrDefault(months, ConvertedCredits.NONE));
                vintages.add(new Vintage(
                        issueMonth,
                        Math.toIntExact(months),
                        all.credits(),
                        new Money(all.minor()),
                        soFar.credits(),
                        new Money(soFar.minor()),
                        Ratio.of(soFar.minor(), all.minor()),
                        Ratio.of(soFar.credits(), all.credits()),
                        reporting.currency(),
                        all.missingRates()));
            }
        });
        return vintages;
    }
}
