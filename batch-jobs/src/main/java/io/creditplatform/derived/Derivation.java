package io.creditplatform.derived;

import io.creditplatform.database.Database;
import io.creditplatform.measure.DerivedTable;
import io.creditplatform.measure.MeasuredFeed;
import io.creditplatform.model.Currency;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Works out the {@link DerivedTable}s. Whoever changes the feeds' rows tells it what changes, as it happens, then has it bring the tables in step, all in one
 * transaction. What they hold in the end follows from the rows and from the day that these speak of alone: not from the order in
 * which they came, nor from how many loads brought them. For one thread.
 */
public final class Derivation {

    private final Database database;
    private final JdbcOperations operations;
    private final JdbcClient jdbc;
    private final Keeping keeping;
    private final Definition definition;
    private final SellerSet touched;
    private final boolean first;
    private final boolean anew;
    private boolean ratesChanged;
    private boolean otherCurrencyCame;

    private Derivation(Keeping keeping, Database database, JdbcOperations operations) {
        this.database = database;
        this.operations = operations;
        this.jdbc = JdbcClient.create(operations);
        this.keeping = keeping;
        this.definition = new Definition(database, jdbc);
        this.touched = new SellerSet(keeping.scratch("touched_sellers"), jdbc);
        this.first = !exists("SELECT 1 FROM sellers LIMIT 1");
        this.anew = !definition.isCurrent() || !exists("SELECT 1 FROM seller_metrics LIMIT 1");
        if (anew) {
            touched.addEveryone();
        }
    }

    /** For a load, which makes versions of what it changes. */
    public static Derivation ofLoad(long loadId, Database database, JdbcOperations operations) {
        return new Derivation(new Keeping(loadId, true), database, operations);
    }

    /** Notes the sellers whose numbers a query gives: some of their rows came, changed or went. */
    public void touch(String query, Object... parameters) {
        touched.add(query, parameters);
    }

    /**
     * Takes out what was worked out of rows that are about to go.
     *
     * @param key name of the column with the rows' key
     * @param query gives their keys
     */
    public void leaving(String key, String query) {
        for (DerivedTable derived : DerivedTable.values()) {
            if (derived.key().get(0).equals(key)) {
                NewRows.remove(derived, key + " IN (" + query + ")", keeping, jdbc);
            }
        }
    }

    /** Notes that rates came, changed or went. */
    public void ratesChanged() {
        ratesChanged = true;
    }

    /** Notes that a seller, or an amount of one, came that is not in {@link Currency#USD}. */
    public void otherCurrencyCame() {
        otherCurrencyCame = true;
    }

    /**
     * Brings the tables in step.
     *
     * @param day that all data now speak of
     * @throws SumTooLargeException if a sum is more than can be kept
     */
    public void update(LocalDate day) {
        if (!touched.isEmpty()) {
            NewRows metrics = NewRows.of(DerivedTable.SELLER_METRICS, keeping, operations);
            measure(metrics);
            metrics.settle(touched.among("seller_id"));
        }
        convert(day);
        touched.drop();
        if (anew) {
            definition.record();
        }
    }

    private void measure(NewRows rows) {
        jdbc.sql("INSERT INTO " + rows.table() + " (seller_id, load_id) SELECT seller_id, CAST(" + keeping.loadId()
                        + " AS BIGINT) FROM sellers WHERE " + touched.among("seller_id"))
                .update();
        jdbc.sql(DerivedTable.measure(database, rows.table())).update();
    }

    /**
     * Converts what belongs to the touched sellers, or to all if amounts are converted for the first time. If rates have changed,
     * also what belongs to sellers with amounts that these may convert; if what a day's rates are has, also what has no day.
     */
    private void convert(LocalDate day) {
        boolean inUse = exists("SELECT 1 FROM seller_amounts LIMIT 1");
        boolean mayBeOther = otherCurrencyCame || (inUse && !touched.isEmpty()) || (anew && !first);
        boolean needed = exists("SELECT 1 FROM exchange_rates LIMIT 1") || (mayBeOther && anythingInOtherCurrency());
        if (!needed && !(inUse && (mayBeOther || ratesChanged))) {
            return;
        }
        NewRows sums = NewRows.of(DerivedTable.SELLER_AMOUNTS, keeping, operations);
        NewRows credits = NewRows.of(DerivedTable.CREDIT_AMOUNTS, keeping, operations);
        NewRows missing = NewRows.of(DerivedTable.MISSING_RATES, keeping, operations);
        SellerSet whole = new SellerSet(keeping.scratch("whole_sellers"), jdbc);
        SellerSet undated = new SellerSet(keeping.scratch("undated_sellers"), jdbc);
        whole.addAll(touched);
        if (!needed || !inUse || anew) {
            whole.addEveryone();
        }
        if (needed) {
            DayRates rates = DayRates.read(database, jdbc);
            boolean dayChanged = !whole.isEveryone()
                    && (ratesChanged
                            || dayBefore()
                                    .filter(before -> !rates.differ(before, day))
                                    .isEmpty());
            if (ratesChanged) {
                addSellersOfOtherRates(whole);
            } else if (dayChanged) {
                whole.add("SELECT seller_id FROM credits WHERE issue_date IS NULL");
            }
            ConvertedAmounts converted = new ConvertedAmounts(database, operations, day, rates, sums, credits, missing);
            converted.convert(whole);
            if (dayChanged) {
                converted.convertUndated(whole, undated);
            }
        }
        String sellers = "(" + whole.among("seller_id") + " OR " + undated.among("seller_id") + ")";
        sums.settle(sellers);
        missing.settle(sellers);
        credits.settle(
                whole.isEveryone()
                        ? "1 = 1"
                        : "credit_id IN (SELECT credit_id FROM credits WHERE " + whole.among("seller_id") + ")");
        whole.drop();
        undated.drop();
    }

    /**
     * The sellers with amounts that the load's rates may convert: on or after the first of these, in one of their two
     * currencies, or, since a rate of USD may be a part of any cross, in any. So may what has no day.
     */
    private void addSellersOfOtherRates(SellerSet sellers) {
        String changed = "(SELECT from_currency, to_currency, effective_date FROM exchange_rates WHERE load_id = "
                + keeping.loadId()
                + " UNION ALL SELECT from_currency, to_currency, effective_date FROM exchange_rates_history WHERE ended_by = "
                + keeping.loadId() + ") changed";
        Set<String> currencies = new TreeSet<>();
        jdbc.sql("SELECT DISTINCT from_currency, to_currency FROM " + changed).query(row -> {
            currencies.add(row.getString("from_currency"));
            currencies.add(row.getString("to_currency"));
        });
        if (currencies.contains(Currency.USD.code())) {
            Arrays.stream(Currency.values()).map(Currency::code).forEach(currencies::add);
        }
        String in = currencies.stream().collect(Collectors.joining("', '", "('", "')"));
        for (MeasuredFeed feed : MeasuredFeed.values()) {
            sellers.add("SELECT seller_id FROM " + feed.table() + " WHERE " + feed.day() + " IS NULL OR currency IN "
                    + in + " AND " + feed.day() + " >= (SELECT min(effective_date) FROM " + changed + ")");
        }
    }

    /** The day that what has none was converted for so far. */
    private Optional<LocalDate> dayBefore() {
        return jdbc.sql("SELECT data_day FROM loads WHERE status = 'COMPLETED' AND dry_run = 0 AND load_id < ?"
                        + " ORDER BY load_id DESC LIMIT 1")
                .param(keeping.loadId())
                .query((row, index) -> LocalDate.parse(row.getString("data_day")))
                .optional();
    }

    private boolean anythingInOtherCurrency() {
        return exists("SELECT 1 FROM sellers WHERE preferred_currency <> '" + Currency.USD.code() + "' LIMIT 1")
                || Arrays.stream(MeasuredFeed.values())
                        .anyMatch(feed -> exists("SELECT 1 FROM " + feed.table() + " WHERE currency <> '"
                                + Currency.USD.code() + "' LIMIT 1"));
    }

    private boolean exists(String query) {
        return jdbc.sql(query).query(Integer.class).optional().isPresent();
    }
}
