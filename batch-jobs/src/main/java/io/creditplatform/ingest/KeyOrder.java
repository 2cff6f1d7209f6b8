package io.creditplatform.ingest;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
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
    private @Nullable Object @Nullable [] last;
    private boolean ascending;

    KeyOrder(FeedDefinition feed, boolean ascending) {
        this.key = feed.key();
        this.ascending = ascending;
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
