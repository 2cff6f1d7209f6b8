package io.creditplatform.derived;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the tables of converted amounts must hold, worked out row by row from the feeds' tables, with nothing of the program's own
 * but how it reads a timestamp. Rows are texts, cells joined by spaces.
 */
public final class ConvertedByHand {

    private static final List<String> CURRENCIES = List.of("USD", "EUR", "SAR", "AED");
    private static final Set<String> ISSUED = Set.of("Approved", "Paid", "Deposit");
    private static final Set<String> OPEN = Set.of("Approved", "Deposit");

    private final List<String> sums = new ArrayList<>();
    private final List<String> credits = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<Rate> rates = new ArrayList<>();

    private record Rate(String from, String to, LocalDate since, BigDecimal rate) {}

    private record Quotient(BigDecimal above, BigDecimal below) {}

    /** @param places that of the sum in the row, from the limit on; that of the count of what is missing */
    private record Amount(long seller, String currency, long minor, LocalDate day, List<int[]> places) {}

    /** Worked out from the rows of a database. */
    public static ConvertedByHand of(DatabaseAddress address, LocalDate day) {
        return TestDatabase.query(address, jdbc -> new ConvertedByHand(jdbc, address.database(), day));
    }

    private ConvertedByHand(JdbcClient jdbc, Database database, LocalDate day) {
        jdbc.sql("SELECT * FROM exchange_rates").query(row -> {
            rates.add(new Rate(
                    row.getString("from_currency"),
                    row.getString("to_currency"),
                    LocalDate.parse(row.getString("effective_date")),
                    new BigDecimal(row.getString("rate"))));
        });
        List<Amount> amounts = new ArrayList<>();
        List<String> each = new ArrayList<>();
        boolean[] other = {!rates.isEmpty()};
        jdbc.sql("SELECT * FROM sellers").query(row -> {
            String currency = row.getString("preferred_currency");
            other[0] |= !currency.equals("USD");
            amounts.add(new Amount(
                    row.getLong("seller_id"), currency, row.getLong("credit_limit_minor"), day, List.of(new int[] {0, 0
                    })));
            amounts.add(new Amount(
                    row.getLong("seller_id"), currency, row.getLong("initial_wallet_minor"), day, List.of(new int[] {
                        1, -1
                    })));
        });
        jdbc.sql("SELECT * FROM credits").query(row -> {
            String currency = row.getString("currency");
            other[0] |= !currency.equals("USD");
            LocalDate own = day(database.timestamp(row, "issue_date"), day);
            List<int[]> places = new ArrayList<>();
            if (ISSUED.contains(row.getString("status"))) {
                places.add(new int[] {2, 1});
            }
            if (OPEN.contains(row.getString("status"))) {
                places.add(new int[] {3, 2});
            }
            amounts.add(new Amount(row.getLong("seller_id"), currency, row.getLong("amount_minor"), own, places));
            for (String to : CURRENCIES) {
                if (!to.equals(currency)) {
                    each.add(row.getLong("credit_id") + " " + to + " "
                            + converted(row.getLong("amount_minor"), currency, to, own));
                }
            }
        });
        jdbc.sql("SELECT * FROM leads").query(row -> {
            String currency = row.getString("currency");
            other[0] |= !currency.equals("USD");
            amounts.add(new Amount(
                    row.getLong("seller_id"),
                    currency,
                    row.getLong("amount_minor"),
                    day(database.timestamp(row, "created_at"), day),
                    row.getString("status").equals("Confirmed") ? List.of(new int[] {4, 3}) : List.of()));
        });
        jdbc.sql("SELECT * FROM wallet_transactions").query(row -> {
            String currency = row.getString("currency");
            other[0] |= !currency.equals("USD");
            long sign = row.getString("type").equals("deposit") ? 1 : -1;
            amounts.add(new Amount(
                    row.getLong("seller_id"),
                    currency,
                    sign * row.getLong("amount_minor"),
                    day(database.timestamp(row, "created_at"), day),
                    List.of(new int[] {5, 4})));
        });
        if (other[0]) {
            add(amounts);
            credits.addAll(each);
        }
    }

    private static LocalDate day(@Nullable Instant time, LocalDate otherwise) {
        return time == null ? otherwise : time.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private void add(List<Amount> amounts) {
        Map<String, long[]> bySeller = new TreeMap<>();
        Map<String, long[]> without = new TreeMap<>();
        for (Amount amount : amounts) {
            for (String to : CURRENCIES) {
                long[] row = bySeller.computeIfAbsent(amount.seller() + " " + to, key -> new long[6]);
                Long converted = converted(amount.minor(), amount.currency(), to, amount.day());
                for (int[] place : amount.places()) {
                    if (converted != null) {
                        row[place[0]] += converted;
                    } else if (place[1] >= 0) {
                        without.computeIfAbsent(
                                        amount.seller() + " " + amount.currency() + " " + to, key -> new long[5])[
                                place[1]]++;
                    }
                }
            }
        }
        bySeller.forEach((key, row) -> sums.add(key + cells(row)));
        without.forEach((key, row) -> missing.add(key + cells(row)));
    }

    private static String cells(long[] row) {
        StringBuilder cells = new StringBuilder();
        for (long cell : row) {
            cells.append(' ').append(cell);
        }
        return cells.toString();
    }

    private @Nullable Long converted(long minor, String from, String to, LocalDate day) {
        if (from.equals(to)) {
            return minor;
        }
        Quotient rate = rate(from, to, day);
        if (rate == null && !from.equals("USD") && !to.equals("USD")) {
            Quotient first = rate(from, "USD", day);
            Quotient second = rate("USD", to, day);
            rate = first == null || second == null
                    ? null
                    : new Quotient(
                            first.above().multiply(second.above()),
                            first.below().multiply(second.below()));
        }
        return rate == null
                ? null
                : BigDecimal.valueOf(minor)
                        .multiply(rate.above())
                        .divide(rate.below(), 0, RoundingMode.HALF_EVEN)
                        .longValueExact();
    }

    private @Nullable Quotient rate(String from, String to, LocalDate day) {
        BigDecimal direct = newest(from, to, day);
        if (direct != null) {
            return new Quotient(direct, BigDecimal.ONE);
        }
        BigDecimal opposite = newest(to, from, day);
        return opposite == null ? null : new Quotient(BigDecimal.ONE, opposite);
    }

    private @Nullable BigDecimal newest(String from, String to, LocalDate day) {
        Rate newest = null;
        for (Rate rate : rates) {
            if (rate.from().equals(from)
                    && rate.to().equals(to)
                    && !rate.since().isAfter(day)
                    && (newest == null || rate.since().isAfter(newest.since()))) {
                newest = rate;
            }
        }
        return newest == null ? null : newest.rate();
    }

    /** The rows of a table, in no order. */
    public List<String> rows(String table) {
        return switch (table) {
            case "seller_amounts" -> sums;
            case "credit_amounts" -> credits;
            case "missing_rates" -> missing;
            default -> throw new IllegalArgumentException(table);
        };
    }
}
