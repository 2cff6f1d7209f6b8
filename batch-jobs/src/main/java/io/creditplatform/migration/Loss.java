package io.creditplatform.migration;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.Feeds;
import io.creditplatform.text.Counted;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Information that a rollback would lose: the rows of a table that it drops, or what a column that it drops says beyond
 * what the column's absence means.
 *
 * @param column the column that is dropped, or null where the whole table is
 * @param condition which rows lose something, in SQL
 * @param rows how many rows that are
 */
public record Loss(String table, @Nullable String column, String condition, long rows) {

    /**
     * What is worked out from other tables is marked so where it is dropped; nothing is lost with it. Nor is with what a version
     * knew of the past and the one before has no place for, which is marked so; but it does not come back, so it is told.
     */
    private static final Pattern DROP = Pattern.compile(
            "^\\s*(?:DROP TABLE (?<dropped>\\w+)|ALTER TABLE (?<table>\\w+) DROP COLUMN (?<column>\\w+))(?<derived> /\\* (?:derived|(?<past>past)))?",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    /** What these statements of a rollback would lose. */
    public static List<Loss> of(String statements, Connection connection) {
        return of(statements, connection, drop -> drop.group("derived") == null);
    }

    /** What these statements of a rollback would take of the past, a table each: it does not hold them up, but is gone for good. */
    public static List<Loss> ofThePast(String statements, Connection connection) {
        return of(statements, connection, drop -> drop.group("past") != null && drop.group("column") == null);
    }

    private static List<Loss> of(String statements, Connection connection, Predicate<Matcher> counts) {
        Map<String, List<String>> columns = Tables.columns(connection);
        List<Loss> losses = new ArrayList<>();
        Matcher drop = DROP.matcher(statements);
        while (drop.find()) {
            String table = drop.group("dropped") == null ? drop.group("table") : drop.group("dropped");
            if (counts.test(drop) && (drop.group("past") != null || columns.containsKey(table))) {
                String condition = drop.group("column") == null ? "1 = 1" : meaning(table, drop.group("column"));
                long rows =
                        Long.parseLong(Tables.ask(connection, "SELECT count(*) FROM " + table + " WHERE " + condition)
                                .get(0));
                if (rows > 0) {
                    losses.add(new Loss(table, drop.group("column"), condition, rows));
                }
            }
        }
        return losses;
    }

    /** Of columns by table those that are still there after these statements of a rollback and a new update. */
    static Map<String, List<String>> comingBack(String statements, Map<String, List<String>> columns) {
        Map<String, List<String>> comingBack = new TreeMap<>(columns);
        Matcher drop = DROP.matcher(statements);
        while (drop.find()) {
            if (drop.group("past") != null && drop.group("column") == null) {
                comingBack.remove(drop.group("dropped"));
            } else if (drop.group("past") != null) {
                String gone = drop.group("column");
                comingBack.computeIfPresent(drop.group("table"), (table, names) -> names.stream()
                        .filter(name -> !name.equals(gone))
                        .toList());
            }
        }
        return comingBack;
    }

    /** Where a column says something that its absence would not. */
    private static String meaning(String table, String column) {
        return Feeds.named(table)
                .flatMap(feed -> feed.columns().stream()
                        .filter(candidate -> candidate.tableName().equals(column))
                        .findFirst())
                .map(Column::whenAbsent)
                .map(value -> column + " IS DISTINCT FROM '" + value + "'")
                .orElse(column + " IS NOT NULL");
    }

    @Override
    public String toString() {
        return table + ": " + Counted.of(rows, "row") + (column == null ? "" : " where " + condition);
    }
}
