package io.creditplatform.measure;

import io.creditplatform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that is worked out from the feeds' rows, and from nothing else but the day that these speak of. A load keeps it in step; it can be
 * worked out anew at any time, and comes to the same.
 */
public enum DerivedTable {

    /** What sellers' rows add up to. Amounts are added up whatever their currencies; they mean something where all are in one. */
    SELLER_METRICS("seller_metrics", List.of("seller_id"), columns(List.of(SellerMeasure.values()))),

    /** The money among that in each currency, with the seller's own limit and initial wallet. */
    SELLER_AMOUNTS(
            "seller_amounts",
            List.of("seller_id", "currency"),
            joined(List.of("credit_limit_minor", "initial_wallet_minor"), columns(SellerMeasure.money()))),

    /** What each credit is in the currencies that it is not in. */
    CREDIT_AMOUNTS("credit_amounts", List.of("credit_id", "currency"), List.of("amount_minor")),

    /** How many amounts of each seller could not be converted for want of a rate. */
    MISSING_RATES(
            "missing_rates",
            List.of("seller_id", "from_currency", "to_currency"),
            joined(
                    List.of("sellers"),
                    columns(SellerMeasure.money().stream()
                            .map(SellerMeasure::counted)
                            .toList())));

    /**
     * To be raised whenever amounts are converted otherwise than before, which the texts of the definitions do not show: 1 took
     * for what has no day that of the seller's newest load, 2 takes the day that all data speak of.
     */
    private static final int CONVERSION = 2;

    private final String table;

    @SuppressWarnings("ImmutableEnumChecker") // List.of and toList give lists that cannot be changed
    private final List<String> key;

    @SuppressWarnings("ImmutableEnumChecker") // as above
    private final List<String> figures;

    DerivedTable(String table, List<String> key, List<String> figures) {
        this.table = table;
        this.key = List.copyOf(key);
        this.figures = List.copyOf(figures);
    }

    private static List<String> columns(Collection<SellerMeasure> measures) {
        return measures.stream().map(SellerMeasure::code).toList();
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** Name of the table. */
    public String table() {
        return table;
    }

    /** The columns of its key. */
    public List<String> key() {
        return key;
    }

    /** Its other columns, but for the load that last changed the row. */
    public List<String> figures() {
        return figures;
    }

    /**
     * Whose a row is, in words such as {@code seller 7 in EUR}.
     *
     * @param row with the columns of the key
     */
    public String named(ResultSet row) throws SQLException {
        StringBuilder name = new StringBuilder();
        for (String column : key) {
            String words =
                    switch (column) {
                        case "seller_id" -> "seller ";
                        case "credit_id" -> "credit ";
                        case "currency" -> " in ";
                        case "from_currency" -> " from ";
                        case "to_currency" -> " to ";
                        default -> throw new IllegalStateException("Column " + column + " has no words");
                    };
            name.append(words).append(row.getString(column));
        }
        return name.toString();
    }

    /** All columns but for the load, key first, joined by commas. */
    public String columns() {
        return String.join(", ", joined(key, figures));
    }

    /**
     * What the tables' content follows from, besides rows: two databases of one kind with the same rows and definition have the
     * same tables.
     */
    public static String definition(Database database) {
        List<String> parts = new ArrayList<>();
        parts.add(measure(database, SELLER_METRICS.table));
        Arrays.stream(values()).forEach(derived -> parts.add(derived.table + "(" + derived.columns() + ")"));
        parts.add("conversion " + CONVERSION);
        return String.join("\n", parts);
    }

    /**
     * SQL that measures the sellers in a table of the shape of {@link #SELLER_METRICS}, each through the indexes by seller.
     *
     * @param table its name
     */
    public static String measure(Database database, String table) {
        return Arrays.stream(MeasuredFeed.values())
                .map(feed -> {
                    List<SellerMeasure> measures = SellerMeasure.of(feed);
                    return "(" + String.join(", ", columns(measures)) + ") = (SELECT "
                            + measures.stream()
                                    .map(measure -> measure.aggregate(database))
                                    .collect(Collectors.joining(", "))
                            + " FROM " + feed.table() + " WHERE " + feed.table() + ".seller_id = " + table
                            + ".seller_id)";
                })
                .collect(Collectors.joining(", ", "UPDATE " + table + " SET ", ""));
    }
}
