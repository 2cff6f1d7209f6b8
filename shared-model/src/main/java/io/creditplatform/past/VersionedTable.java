package io.creditplatform.past;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table whose rows know the load that brought them, with another one that keeps the versions that later loads ended. The
 * state after a load is what it and earlier ones brought and none of them ended.
 *
 * @param name of the table
 * @param key names of the key's columns
 * @param values names of the other columns, those of the version itself left out
 * @param origin names of the columns that say where a version comes from: its load, and in feeds its line
 */
public record VersionedTable(String name, List<String> key, List<String> values, List<String> origin) {

    /** How a version ended whose key has another one since. */
    public static final String REPLACED = "replaced";

    /** How a version ended whose key was gone at the source. */
    public static final String REMOVED = "removed";

    private static final List<String> LOAD = List.of("load_id");

    /** Those that are worked out from the feeds' rows, each of which belongs to a row of a feed. */
    public static final List<VersionedTable> DERIVED = List.of(
            new VersionedTable(
                    "seller_metrics",
                    List.of("seller_id"),
                    List.of(
                            "credits",
                            "cancelled_credits",
                            "paid_credits",
                            "issued_credits",
                            "open_credits",
                            "issued_minor",
                            "open_minor",
                            "leads",
                            "confirmed_leads",
                            "confirmed_minor",
                            "wallet_transactions",
                            "wallet_minor",
                            "wallet_weeks"),
                    LOAD),
            new VersionedTable(
                    "seller_amounts",
                    List.of("seller_id", "currency"),
                    List.of(
                            "credit_limit_minor",
                            "initial_wallet_minor",
                            "issued_minor",
                            "open_minor",
                            "confirmed_minor",
                            "wallet_minor"),
                    LOAD),
            new VersionedTable("credit_amounts", List.of("credit_id", "currency"), List.of("amount_minor"), LOAD),
            new VersionedTable(
                    "missing_rates",
                    List.of("seller_id", "from_currency", "to_currency"),
                    List.of("sellers", "issued_credits", "open_credits", "confirmed_leads", "wallet_transactions"),
                    LOAD));

    /** All of them, a parent before its children. */
    public static List<VersionedTable> all() {
        return Stream.concat(Feeds.all().stream().map(VersionedTable::of), DERIVED.stream())
                .toList();
    }

    private static VersionedTable of(FeedDefinition feed) {
        return new VersionedTable(
                feed.name(),
                feed.key().stream().map(Column::tableName).toList(),
                feed.columns().stream()
                        .filter(column -> column.keyPlace() == 0)
                        .map(Column::tableName)
                        .toList(),
                List.of("load_id", "line"));
    }

    /** Name of the table with the versions that were ended. */
    public String history() {
        return name + "_history";
    }

    /** The columns that both tables have, joined by commas. */
    public String columns() {
        return List.of(key, values, origin).stream().flatMap(List::stream).collect(Collectors.joining(", "));
    }

    /** SQL for whether rows a and b have the same key. */
    public String sameKey(String a, String b) {
        return key.stream()
                .map(column -> a + "." + column + " = " + b + "." + column)
                .collect(Collectors.joining(" AND "));
    }

    /** SQL for whether rows a and b hold the same. */
    public String sameValues(String a, String b) {
        return values.stream()
                .map(column -> a + "." + column + " IS NOT DISTINCT FROM " + b + "." + column)
                .collect(Collectors.joining(" AND "));
    }

    /**
     * SQL that keeps, as replaced, the versions of rows that are about to change; its parameters are the load that changes them,
     * twice. What that load itself has brought is no version of its own.
     *
     * @param condition which rows of the table
     */
    public String keep(String condition) {
        return "INSERT INTO " + history() + " (" + columns() + ", ended_by, ended_as) SELECT " + columns()
                + ", CAST(? AS BIGINT), '" + REPLACED + "' FROM " + name + " WHERE load_id <> ? AND " + condition;
    }

    /** SQL that gives a row everything that another one has besides its key, for a SET clause. */
    String assigned(String from) {
        return List.of(values, origin).stream()
                .flatMap(List::stream)
                .map(column -> column + " = " + from + "." + column)
                .collect(Collectors.joining(", "));
    }
}
