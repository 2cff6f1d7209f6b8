package io.creditplatform.derived;

import io.creditplatform.database.Database;
import io.creditplatform.database.ExactSum;
import io.creditplatform.measure.MeasuredFeed;
import io.creditplatform.measure.SellerMeasure;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A quick look at whether derived tables and rows belong together, one pass over each table: what all sellers' figures come to, against all rows; and
 * how many derived rows there are. It does not see changes that cancel each other out, nor those of dates, of rates, and of
 * amounts in their currencies; {@link Derivation#compare} sees everything.
 */
public final class DerivedState {

    private final Database database;
    private final JdbcClient jdbc;

    public DerivedState(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /** What does not belong together, a sentence each; nothing if all seems well. */
    public List<String> problems() {
        if (!Derivation.isCurrent(database, jdbc)) {
            return List.of("were worked out by another version of this program");
        }
        List<String> problems = new ArrayList<>();
        long sellers = count("sellers");
        expect(problems, "rows of seller_metrics", count("seller_metrics"), sellers);
        Map<SellerMeasure, BigInteger> added = sums("seller_metrics", SellerMeasure.values(), false);
        for (MeasuredFeed feed : MeasuredFeed.values()) {
            SellerMeasure[] measures = SellerMeasure.of(feed).stream()
                    .filter(measure -> measure != SellerMeasure.WALLET_WEEKS) // a week is no sum of rows
                    .toArray(SellerMeasure[]::new);
            sums(feed.table(), measures, true).forEach((measure, expected) -> {
                BigInteger got = added.getOrDefault(measure, BigInteger.ZERO);
                if (!expected.equals(got)) {
                    problems.add("all sellers' " + measure.code() + " come to " + shown(measure, got)
                            + ", expected those of the rows of " + feed.table() + ", " + shown(measure, expected));
                }
            });
        }
        long amounts = count("seller_amounts");
        if (amounts > 0) {
            long others = Currency.values().length - 1L;
            expect(problems, "rows of seller_amounts", amounts, sellers * Currency.values().length);
            expect(problems, "rows of credit_amounts", count("credit_amounts"), count("credits") * others);
        } else if (sellers > 0 && count("exchange_rates") > 0) {
            problems.add("amounts are not converted, although there are rates");
        }
        return problems;
    }

    private static void expect(List<String> problems, String what, long got, long expected) {
        if (got != expected) {
            problems.add(got + " " + what + ", expected " + expected);
        }
    }

    private static String shown(SellerMeasure measure, BigInteger sum) {
        return measure.isMoney() ? new BigDecimal(sum, Money.DECIMALS).toPlainString() : sum.toString();
    }

    private Map<SellerMeasure, BigInteger> sums(String table, SellerMeasure[] measures, boolean ofRows) {
        String columns = List.of(measures).stream()
                .map(measure -> new ExactSum(measure.code()).of(ofRows ? measure.ofRow() : measure.code()))
                .collect(Collectors.joining(", "));
        return jdbc.sql("SELECT " + columns + " FROM " + table)
                .query((row, index) -> {
                    Map<SellerMeasure, BigInteger> sums = new TreeMap<>();
                    for (SellerMeasure measure : measures) {
                        sums.put(measure, new ExactSum(measure.code()).read(row));
                    }
                    return sums;
                })
                .single();
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table)
                .query((row, index) -> row.getLong(1))
                .single();
    }
}
