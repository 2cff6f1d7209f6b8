package io.creditplatform.ingest;

import io.creditplatform.feed.Cell;
import io.creditplatform.feed.CellFormatException;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.model.Coded;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether the keys of a feed's rows come in strictly ascending order. As long as they do, no key can repeat, and
 * the publish step need not look for repetitions, which would cost it a sort. Texts are ordered by length first, so that
 * numbered keys such as {@code 9_…} and {@code 10_…} count as ascending; any fixed order proves the same.
 */
final class KeyOrder {

    private final List<Column> key;
    private @Nullable Object @Nullable [] first;
    private @Nullable Object @Nullable [] last;
    private boolean ascending = true;

    KeyOrder(FeedDefinition feed) {
        this.key = feed.key();
    }

    /**
     * What was seen of the keys of some rows.
     *
     * @param ascending whether they came in strictly ascending order
     * @param first the first of them as a line of CSV; null if there was none, or they are not ascending
     * @param last the last of them, likewise
     */
    record Seen(
            boolean ascending,
            @Nullable String first,
            @Nullable String last) {}

    /** What was seen so far. */
    Seen seen() {
        return ascending ? new Seen(true, text(first), text(last)) : new Seen(false, null, null);
    }

    private static @Nullable String text(@Nullable Object @Nullable [] values) {
        return values == null
                ? null
                : CsvText.line(Arrays.stream(values)
                        .map(value -> value instanceof Coded coded ? coded.code() : String.valueOf(value))
                        .toList());
    }

    /** Whether a key comes before another one; none does before any, and any before none. */
    static boolean isBefore(FeedDefinition feed, @Nullable String left, @Nullable String right) {
        return left == null || right == null || compare(values(feed, left), values(feed, right)) < 0;
    }

    private static @Nullable Object[] values(FeedDefinition feed, String text) {
        List<String> cells = CsvText.cells(text);
        @Nullable Object[] values = new Object[cells.size()];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = feed.key().get(i).type().parse(Cell.of(cells.get(i)));
            }
            return values;
        } catch (CellFormatException e) {
            throw new IllegalStateException("'" + text + "' was a key of " + feed.name(), e);
        }
    }

    /** Takes the next row's values, which the caller may change afterwards. */
    void next(@Nullable Object[] values) {
        if (ascending) {
            @Nullable Object[] next = new Object[key.size()];
            for (int i = 0; i < next.length; i++) {
                next[i] = values[key.get(i).index()];
            }
            ascending = last == null || compare(last, next) < 0;
            last = next;
            first = first == null ? next : first;
        }
    }

    boolean isAscending() {
        return ascending;
    }

    private static int compare(@Nullable Object[] left, @Nullable Object[] right) {
        for (int i = 0; i < left.length; i++) {
            int order = compareValues(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @SuppressWarnings("unchecked") // values of one column are of one class, which is its own Comparable
    private static int compareValues(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String leftText && right instanceof String rightText) {
            int order = Integer.compare(leftText.length(), rightText.length());
            return order != 0 ? order : leftText.compareTo(rightText);
        }
        return ((Comparable<Object>) Objects.requireNonNull(left)).compareTo(Objects.requireNonNull(right));
    }
}
