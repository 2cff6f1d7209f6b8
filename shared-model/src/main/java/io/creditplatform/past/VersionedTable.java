package io.creditplatform.past;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.measure.DerivedTable;
import java.util.Arrays;
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

    /** All of them, a parent before its children. */
    public static List<VersionedTable> all() {
        return Stream.concat(
                        Feeds.all().stream().map(VersionedTable::of),
                        Arrays.stream(DerivedTable.values()).map(VersionedTable::of))
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

    private static VersionedTable of(DerivedTable derived) {
        return new VersionedTable(derived.table(), derived.key(), derived.figures(), LOAD);
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

    /** SQL that gives a row everything that another one has besides its key, for a SET clause. */
    String assigned(String from) {
        return List.of(values, origin).stream()
                .flatMap(List::stream)
                .map(column -> column + " = " + from + "." + column)
                .collect(Collectors.joining(", "));
    }
}
