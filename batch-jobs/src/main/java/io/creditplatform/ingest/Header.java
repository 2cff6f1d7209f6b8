package io.creditplatform.ingest;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.text.Visible;
import io.creditplatform.text.WhiteSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The header of a feed's file: the names as the file has them, trimmed and in lower case, and the column that each stands
 * for.
 */
final class Header {

    /** Characters of an unfit header that a message shows. */
    private static final int SHOWN = 1_000;

    private static final Map<String, String> OTHER_SEPARATORS = Map.of(";", "semicolons", "\t", "tabs", "|", "bars");

    private final List<String> names;
    private final @Nullable Column[] columns;

    private Header(List<String> names, @Nullable Column[] columns) {
        this.names = names;
        this.columns = columns;
    }

    /**
     * Holds names against the columns of the feed.
     *
     * @param line the line on which they stand
     * @param warnings is told of columns that will be left out
     * @throws ExtractException if a column is missing or stands there twice
     */
    static Header of(List<String> names, FeedDefinition feed, String file, long line, Consumer<String> warnings) {
        String place = file + ", line " + line + ": ";
        requireCommas(names, feed, place);
        @Nullable Column[] columns = new Column[names.size()];
        List<String> twice = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<Column> missing = new ArrayList<>(feed.columns());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            for (Column column : feed.columns()) {
                if (column.name().equals(name)) {
                    columns[i] = column;
                    if (!missing.remove(column)) {
                        twice.add(name);
                    }
                }
            }
            if (columns[i] == null) {
                unknown.add(name);
            }
        }
        missing.removeIf(Column::isOptional);
        if (!missing.isEmpty() || !twice.isEmpty()) {
            List<String> problems = new ArrayList<>();
            twice.forEach(name -> problems.add("column '" + name + "' stands there twice"));
            missing.forEach(column -> problems.add("column '" + column.name() + "' is missing"
                    + renamed(column, unknown, missing.size())
                            .map(name -> " (renamed to " + Visible.quoted(name) + "?)")
                            .orElse("")));
            throw ExtractException.unfit(place + String.join(", ", problems) + ". Got " + shown(names) + "; expected "
                    + names(feed) + ". Have the file delivered again.");
        }
        unknown.forEach(name -> warnings.accept(place + "column " + Visible.quoted(name) + " is unknown and left out"));
        return new Header(names, columns);
    }

    /** Spreadsheets like to separate cells by other signs, and to say so on a line before the header. */
    private static void requireCommas(List<String> names, FeedDefinition feed, String place) {
        String first = names.get(0);
        if (names.size() <= 2 && first.matches("sep=.?")) {
            throw ExtractException.unfit(place + "got " + Visible.quoted(String.join(",", names))
                    + ", a spreadsheet's word on its separator, expected the header. Delete the line, and see that the"
                    + " cells are separated by commas.");
        }
        OTHER_SEPARATORS.forEach((separator, words) -> {
            boolean known = List.of(first.split(Pattern.quote(separator), -1)).stream()
                    .map(name -> WhiteSpace.strip(name).replace("\"", "").toLowerCase(Locale.ROOT))
                    .anyMatch(name -> feed.columns().stream()
                            .anyMatch(column -> column.name().equals(name)));
            if (known && first.contains(separator)) {
                throw ExtractException.unfit(place + "the names are separated by " + words + ", expected commas. Got "
                        + shown(names) + "; expected " + names(feed) + ". Have the file delivered with commas.");
            }
        });
    }

    /** What a missing column may be called now: a name of the same letters and digits, or the one name that is left. */
    private static Optional<String> renamed(Column column, List<String> unknown, int missing) {
        return unknown.stream()
                .filter(name ->
                        (missing == 1 && unknown.size() == 1) || lettersOf(name).equals(lettersOf(column.name())))
                .findFirst();
    }

    private static String lettersOf(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** A file that is no CSV at all may have a header of any size, of any characters. */
    private static String shown(List<String> names) {
        String shown = Visible.of(String.join(", ", names));
        return shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown;
    }

    /** The names that are expected of a feed's file, for messages. */
    static String names(FeedDefinition feed) {
        return feed.columns().stream()
                .map(column -> column.name() + (column.isOptional() ? " (optional)" : ""))
                .collect(Collectors.joining(", "));
    }

    /** How many cells a row has to have. */
    int size() {
        return columns.length;
    }

    /** The names in the file's order. */
    List<String> names() {
        return names;
    }

    String name(int index) {
        return names.get(index);
    }

    /** The column whose cells stand at this place, from 0; null where they are left out. */
    @Nullable Column column(int index) {
        return columns[index];
    }

    /** The place, from 0, at which a column's cells stand; -1 where the file does not deliver it. */
    int indexOf(Column column) {
        return Arrays.asList(columns).indexOf(column);
    }
}
