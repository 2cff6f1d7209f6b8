package io.creditplatform.analytics.currency;

import io.creditplatform.measure.SellerMeasure;
import io.creditplatform.model.Currency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * SQL for amounts in a reporting currency (docs/domain.md#currencies), which a load has converted. In queries s stands for sellers, m for
 * their seller_metrics, r for what this joins. A seller without converted amounts has all of them in USD, and there is no rate.
 */
public record Reporting(Currency currency) {

    private static final Comparator<MissingRate> ORDER =
            Comparator.comparing(MissingRate::fromCurrency).thenComparing(MissingRate::toCurrency);

    /** Joins a seller's amounts in the currency. */
    public String join() {
        return "LEFT JOIN seller_amounts r ON r.seller_id = s.seller_id AND r.currency = '" + currency.code() + "'";
    }

    /** A sum of seller_metrics in the currency. */
    public String sum(SellerMeasure measure) {
        return amount(measure.code(), "m." + measure.code());
    }

    /** An amount of sellers in the currency. */
    public String ofSeller(String column) {
        return amount(column, "s." + column);
    }

    private String amount(String column, String inUsd) {
        return "coalesce(r." + column + ", " + (currency == Currency.USD ? inUsd : "0") + ")";
    }

    /** A credit's amount in the currency, null without a rate; c stands for credits. */
    public String ofCredit() {
        return ofCredit("'" + currency.code() + "'");
    }

    /** A credit's amount in the currency that its seller prefers, null without a rate; c stands for credits. */
    public static String ofCreditAsPreferred() {
        return ofCredit("s.preferred_currency");
    }

    private static String ofCredit(String to) {
        return "CASE WHEN c.currency = " + to + " THEN c.amount_minor ELSE (SELECT a.amount_minor"
                + " FROM credit_amounts a WHERE a.credit_id = c.credit_id AND a.currency = " + to + ") END";
    }

    /** The rates that are missing for all sellers together. */
    public List<MissingRate> missing(JdbcClient jdbc, String counts) {
        return jdbc
                .sql("SELECT r.from_currency, r.to_currency, sum(" + counts
                        + ") AS amounts FROM missing_rates_v r WHERE r.to_currency = '" + currency.code()
                        + "' GROUP BY r.from_currency, r.to_currency HAVING sum(" + counts + ") > 0")
                .query((row, index) -> missingRate(row))
                .list()
                .stream()
                .sorted(ORDER)
                .toList();
    }

    /**
     * SQL for whether a column is the currency, or what any seller prefers. It says no more than {@link #missingWithPreferred}
     * asks for anyway, but of one column alone: a database looks at that before it looks every seller up.
     */
    public String isOfAnySeller(String column) {
        return column + " IN (SELECT preferred_currency FROM sellers UNION SELECT '" + currency.code() + "')";
    }

    /**
     * The rates that are missing for sellers whose figures are in the currency and in the one that each prefers.
     *
     * @param sellers which they are, a condition on r
     * @param parameters of that condition, so that it is the same statement for all
     */
    public Map<String, List<MissingRate>> missingWithPreferred(
            JdbcClient jdbc, String sellers, String counts, Object... parameters) {
        return missing(jdbc, "s.seller_id", counts, isCurrencyOrPreferred() + " AND " + sellers, parameters);
    }

    /**
     * SQL for whether there may be any of {@link #missingWithPreferred} for a seller s.
     *
     * @param sellers as there; the seller alone, by a value, so that a database looks up no other one's
     */
    public String lacksWithPreferred(String sellers) {
        return "EXISTS (SELECT 1 FROM missing_rates_v r WHERE " + isCurrencyOrPreferred() + " AND " + sellers + ")";
    }

    private String isCurrencyOrPreferred() {
        return "r.to_currency IN ('" + currency.code() + "', s.preferred_currency)";
    }

    /**
     * The rates that are missing, by groups of sellers.
     *
     * @param group what names the group, such as {@code s.market}
     * @param counts the columns of missing_rates_v that count what the answer adds up, with + between them
     */
    public Map<String, List<MissingRate>> missing(JdbcClient jdbc, String group, String counts) {
        return missing(jdbc, group, counts, "r.to_currency = '" + currency.code() + "'");
    }

    private static Map<String, List<MissingRate>> missing(
            JdbcClient jdbc, String group, String counts, String condition, Object... parameters) {
        Map<String, List<MissingRate>> missing = new HashMap<>();
        jdbc.sql("SELECT " + group + " AS part, r.from_currency, r.to_currency, sum(" + counts + ") AS amounts"
                        + " FROM missing_rates_v r JOIN sellers s ON s.seller_id = r.seller_id WHERE " + condition
                        + " GROUP BY " + group + ", r.from_currency, r.to_currency HAVING sum(" + counts + ") > 0")
                .params(parameters)
                .query(row -> {
                    missing.computeIfAbsent(row.getString("part"), part -> new ArrayList<>())
                            .add(missingRate(row));
                });
        missing.values().forEach(rates -> rates.sort(ORDER));
        return missing;
    }

    private static MissingRate missingRate(ResultSet row) throws SQLException {
        return new MissingRate(
                Currency.valueOf(row.getString("from_currency")),
                Currency.valueOf(row.getString("to_currency")),
                row.getLong("amounts"));
    }
}
