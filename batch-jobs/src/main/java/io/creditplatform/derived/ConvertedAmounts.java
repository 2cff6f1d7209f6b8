package io.creditplatform.derived;

import io.creditplatform.database.Database;
import io.creditplatform.measure.DerivedTable;
import io.creditplatform.measure.MeasuredFeed;
import io.creditplatform.measure.SellerMeasure;
import io.creditplatform.model.Currency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Works out what sellers' amounts come to in each currency (docs/domain.md), so that no question has to convert. Each amount is
 * converted by itself, with the rate of its own day, and rounded; sums are of those.
 *
 * <p>An amount's own day: a credit's issue, a lead's or a wallet transaction's creation; of a credit without an issue date, a
 * credit limit and an initial wallet the day that the data speak of. For one thread.
 */
final class ConvertedAmounts {

    private static final int SELLERS_AT_ONCE = 500;

    /** Few sellers may have many credits. */
    private static final int ROWS_AT_ONCE = 10_000;

    private final Database database;
    private final JdbcClient jdbc;
    private final LocalDate day;
    private final DayRates rates;
    private final NewRows sums;
    private final NewRows credits;
    private final NewRows missing;

    /**
     * @param day the day that the data speak of
     * @param sums gets what sellers' amounts come to
     * @param credits gets what each credit is
     * @param missing gets what could not be converted
     */
    ConvertedAmounts(
            Database database,
            JdbcOperations operations,
            LocalDate day,
            DayRates rates,
            NewRows sums,
            NewRows credits,
            NewRows missing) {
        this.database = database;
        this.jdbc = JdbcClient.create(operations);
        this.day = day;
        this.rates = rates;
        this.sums = sums;
        this.credits = credits;
        this.missing = missing;
    }

    /** Converts everything that belongs to sellers. */
    void convert(SellerSet sellers) {
        List<Long> ids = sellers(sellers.among("seller_id"), Long.MIN_VALUE);
        while (!ids.isEmpty()) {
            Map<Long, SellerSums> byId = byId(ids);
            addUndated(byId);
            for (MeasuredFeed feed : MeasuredFeed.values()) {
                addDated(feed, byId);
            }
            write(byId.values());
            ids = sellers(sellers.among("seller_id"), ids.get(ids.size() - 1));
        }
    }

    /**
     * Converts only what has no day of its own, of all but some sellers.
     *
     * @param changed gets the sellers for whom that makes a difference
     */
    void convertUndated(SellerSet others, SellerSet changed) {
        String among = "NOT (" + others.among("seller_id") + ")";
        List<Long> ids = sellers(among, Long.MIN_VALUE);
        while (!ids.isEmpty()) {
            Map<Long, SellerSums> byId = byId(ids);
            readPresent(byId);
            Map<Long, String> before =
                    byId.values().stream().collect(Collectors.toMap(SellerSums::sellerId, ConvertedAmounts::shown));
            addUndated(byId);
            List<SellerSums> different = byId.values().stream()
                    .filter(seller -> !shown(seller).equals(before.get(seller.sellerId())))
                    .toList();
            if (!different.isEmpty()) {
                write(different);
                changed.add("SELECT seller_id FROM sellers WHERE seller_id IN ("
                        + different.stream()
                                .map(seller -> String.valueOf(seller.sellerId()))
                                .collect(Collectors.joining(", "))
                        + ")");
            }
            ids = sellers(among, ids.get(ids.size() - 1));
        }
    }

    private static String shown(SellerSums seller) {
        return Arrays.deepToString(seller.rows().toArray())
                + Arrays.deepToString(seller.missingRows().toArray());
    }

    private List<Long> sellers(String among, long after) {
        return jdbc.sql("SELECT seller_id FROM sellers WHERE seller_id > ? AND " + among + " ORDER BY seller_id LIMIT "
                        + SELLERS_AT_ONCE)
                .param(after)
                .query(Long.class)
                .list();
    }

    private static Map<Long, SellerSums> byId(List<Long> ids) {
        Map<Long, SellerSums> byId = new TreeMap<>();
        ids.forEach(id -> byId.put(id, new SellerSums(id)));
        return byId;
    }

    private static String among(Map<Long, SellerSums> byId) {
        return "seller_id IN (" + byId.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    private void readPresent(Map<Long, SellerSums> byId) {
        jdbc.sql("SELECT " + DerivedTable.SELLER_AMOUNTS.columns() + " FROM seller_amounts WHERE " + among(byId))
                .query(row -> {
                    seller(row, byId)
                            .read(
                                    Currency.valueOf(row.getString("currency")),
                                    figures(row, DerivedTable.SELLER_AMOUNTS));
                });
        jdbc.sql("SELECT " + DerivedTable.MISSING_RATES.columns() + " FROM missing_rates WHERE " + among(byId))
                .query(row -> {
                    seller(row, byId)
                            .readMissing(
                                    Currency.valueOf(row.getString("from_currency")),
                                    Currency.valueOf(row.getString("to_currency")),
                                    figures(row, DerivedTable.MISSING_RATES));
                });
    }

    private static long[] figures(ResultSet row, DerivedTable table) throws SQLException {
        long[] figures = new long[table.figures().size()];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = row.getLong(table.figures().get(i));
        }
        return figures;
    }

    private static SellerSums seller(ResultSet row, Map<Long, SellerSums> byId) throws SQLException {
        return Objects.requireNonNull(byId.get(row.getLong("seller_id")));
    }

    private void addUndated(Map<Long, SellerSums> byId) {
        jdbc.sql("SELECT seller_id, preferred_currency, credit_limit_minor, initial_wallet_minor FROM sellers WHERE "
                        + among(byId))
                .query(row -> {
                    SellerSums seller = seller(row, byId);
                    Currency from = Currency.valueOf(row.getString("preferred_currency"));
                    long limit = row.getLong("credit_limit_minor");
                    long wallet = row.getLong("initial_wallet_minor");
                    for (Currency to : Currency.values()) {
                        seller.undated(
                                Conversion.of(limit, from, to, day, rates, seller.sellerId()),
                                Conversion.of(wallet, from, to, day, rates, seller.sellerId()));
                    }
                });
    }

    /** Adds the amounts of a feed's rows to the measures that each belongs to; credits are kept one by one as well. */
    private void addDated(MeasuredFeed feed, Map<Long, SellerSums> byId) {
        boolean each = feed == MeasuredFeed.CREDITS;
        List<SellerMeasure> measures =
                SellerMeasure.of(feed).stream().filter(SellerMeasure::isMoney).toList();
        String flags = measures.stream()
                .map(measure -> ", CASE WHEN " + measure.condition() + " THEN 1 ELSE 0 END AS " + measure.code())
                .collect(Collectors.joining());
        String any = each
                ? "1 = 1"
                : measures.stream().map(SellerMeasure::condition).collect(Collectors.joining(" OR ", "(", ")"));
        List<@Nullable Object[]> converted = new ArrayList<>();
        jdbc.sql("SELECT seller_id, currency, " + feed.amount() + " AS amount, " + feed.day() + flags
                        + (each ? ", credit_id" : "") + " FROM " + feed.table() + " WHERE " + any + " AND "
                        + among(byId))
                .query(row -> {
                    SellerSums seller = seller(row, byId);
                    Instant time = database.timestamp(row, feed.day());
                    LocalDate own =
                            time == null ? day : time.atZone(ZoneOffset.UTC).toLocalDate();
                    Currency from = Currency.valueOf(row.getString("currency"));
                    long minor = row.getLong("amount");
                    for (Currency to : Currency.values()) {
                        Conversion amount = Conversion.of(minor, from, to, own, rates, seller.sellerId());
                        for (SellerMeasure measure : measures) {
                            if (row.getInt(measure.code()) == 1) {
                                seller.add(measure, amount);
                            }
                        }
                        if (each && from != to) {
                            converted.add(
                                    new @Nullable Object[] {row.getLong("credit_id"), to.code(), amount.converted()});
                        }
                    }
                    if (converted.size() >= ROWS_AT_ONCE) {
                        credits.add(converted);
                        converted.clear();
                    }
                });
        if (each) {
            credits.add(converted);
        }
    }

    private void write(Iterable<SellerSums> sellers) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> without = new ArrayList<>();
        for (SellerSums seller : sellers) {
            rows.addAll(seller.rows());
            without.addAll(seller.missingRows());
        }
        sums.add(rows);
        missing.add(without);
    }
}
