package io.creditplatform.derived;

import io.creditplatform.database.Database;
import io.creditplatform.measure.DerivedTable;
import io.creditplatform.measure.MeasuredFeed;
import io.creditplatform.model.Currency;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private static final int SHOWN = 20;

    private final Database database;
    private final JdbcOperations operations;
    private final JdbcClient jdbc;
    private final Keeping keeping;
    private final Definition definition;
    private final SellerSet touched;
    private final boolean first;
    private final boolean anew;
    private final List<Change> changes = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
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
        this.anew = !keeping.isLoad() || !definition.isCurrent() || !exists("SELECT 1 FROM seller_metrics LIMIT 1");
        if (anew) {
            touched.addEveryone();
        }
    }

    /** For a load, which makes versions of what it changes. */
    public static Derivation ofLoad(long loadId, Database database, JdbcOperations operations) {
        return new Derivation(new Keeping(loadId, Keeping.Purpose.LOAD), database, operations);
    }

    /**
     * Works everything out anew, as if it had always been so: rows stay their loads', and no versions are made.
     *
     * @return what changed, a table after the other
     * @throws SumTooLargeException if a sum is more than can be kept
     */
    public static List<Change> rebuild(Database database, JdbcOperations operations) {
        return newest(JdbcClient.create(operations))
                .map(load -> {
                    Derivation derivation =
                            new Derivation(new Keeping(load.id(), Keeping.Purpose.REBUILD), database, operations);
                    derivation.update(load.day());
                    return derivation.changes;
                })
                .orElse(List.of());
    }

    /**
     * Where the tables are not what the feeds' rows come to; of each kind the first {@value #SHOWN}. The caller takes back the transaction, in which
     * everything was worked out beside them.
     */
    public static List<Difference> compare(Database database, JdbcOperations operations) {
        return newest(JdbcClient.create(operations))
                .map(load -> {
                    Derivation derivation =
                            new Derivation(new Keeping(load.id(), Keeping.Purpose.COMPARE), database, operations);
                    derivation.update(load.day());
                    return derivation.differences;
                })
                .orElse(List.of());
    }

    /** Whether the tables were worked out by this program's definition, or there is nothing to work out. */
    public static boolean isCurrent(Database database, JdbcClient jdbc) {
        return newest(jdbc).isEmpty() || new Definition(database, jdbc).isCurrent();
    }

    /**
     * Brings the tables in step again after a load was taken back: what it restored may be of an older definition.
     *
     * @param loadId the load
     */
    public static void afterUndo(long loadId, Database database, JdbcOperations operations) {
        if (new Definition(database, JdbcClient.create(operations)).since() >= loadId) {
            rebuild(database, operations);
        }
    }

    private record Newest(long id, LocalDate day) {}

    private static Optional<Newest> newest(JdbcClient jdbc) {
        return jdbc.sql("SELECT load_id, data_day FROM loads JOIN newest_load_v USING (load_id)")
                .query((row, index) -> new Newest(row.getLong("load_id"), LocalDate.parse(row.getString("data_day"))))
                .optional();
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
            settle(metrics, touched.among("seller_id"));
        }
        convert(day);
        touched.drop();
        if (anew && !keeping.isComparison()) {
            definition.record(keeping.loadId());
        }
    }

    private void settle(NewRows rows, String scope) {
        if (keeping.isComparison()) {
            differences.addAll(rows.differences(SHOWN));
            return;
        }
        long changed = rows.settle(scope);
        if (!keeping.isLoad()) {
            changes.add(new Change(rows.derived(), rows.count(), changed));
        }
    }

    private void measure(NewRows rows) {
        jdbc.sql("INSERT INTO " + rows.table() + " (seller_id, load_id) SELECT seller_id, CAST(" + keeping.loadId()
                        + " AS BIGINT) FROM sellers WHERE " + touched.among("seller_id"))
                .update();
        new LargeSums(database, operations)
                .watch(touched.among("seller_id"), () -> jdbc.sql(DerivedTable.measure(database, rows.table()))
                        .update());
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
        settle(sums, sellers);
        settle(missing, sellers);
        settle(
                credits,
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
        return jdbc.sql("SELECT data_day FROM loads WHERE load_id ="
                        + " (SELECT max(load_id) FROM published_loads_v WHERE load_id < ?)")
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
