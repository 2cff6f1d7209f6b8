package io.creditplatform.analytics.web;

import io.creditplatform.http.InvalidParameterException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a collection is wanted.
 *
 * @param limit how many rows at most
 * @param after where it begins, or null for the beginning
 * @param question what is asked, as the collection's cursors know it
 */
public record PageRequest(int limit, @Nullable Cursor after, String question) {

    /** The most rows that a page may have. */
    public static final int MOST = 1000;

    /** The rows of a page unless the client says otherwise. */
    public static final int DEFAULT = 100;

    /** All rows of a collection that is worked out as a whole. */
    static final PageRequest EVERYTHING = new PageRequest(Integer.MAX_VALUE - 1, null);

    /** A part of a collection whose cursors no client gets. */
    public PageRequest(int limit, @Nullable Cursor after) {
        this(limit, after, "");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PageRequest page
                && limit == page.limit
                && Objects.equals(after, page.after)
                && question.equals(page.question);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * limit + Objects.hashCode(after)) + question.hashCode();
    }

    /** The cursor as the client gets it with this part. */
    @Nullable String text(@Nullable Cursor next) {
        return next == null ? null : next.text(question);
    }

    /** How many rows a query has to read: one more than wanted tells whether there is a next page. */
    public int rowsToRead() {
        return limit + 1;
    }

    /**
     * Makes a page of what a query read.
     *
     * @param rows as many as {@link #rowsToRead} says, or fewer if there are no more
     * @param place the values of the order's columns in a row
     */
    public <T> Page<T> page(List<T> rows, Function<T, Cursor> place) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> wanted = rows.subList(0, limit);
        return new Page<>(wanted, place.apply(wanted.get(limit - 1)));
    }

    /** The wanted part of a list that holds the whole collection. */
    <T> Page<T> pageOf(List<T> all) {
        long skipped = after == null ? 0 : number(0);
        if (skipped < 0) {
            throw strange();
        }
        int from = (int) Math.min(all.size(), skipped);
        int to = (int) Math.min(all.size(), (long) from + limit);
        return new Page<>(all.subList(from, to), to < all.size() ? Cursor.behind(to) : null);
    }

    /**
     * The integer at a place of the cursor, which must not be null.
     *
     * @throws InvalidParameterException if there is none: the client made the cursor up, or took it from elsewhere
     */
    public long number(int index) {
        try {
            return Long.parseLong(text(index));
        } catch (NumberFormatException e) {
            throw strange();
        }
    }

    /**
     * The decimal number at a place of the cursor, which must not be null.
     *
     * @throws InvalidParameterException if there is none: the client made the cursor up, or took it from elsewhere
     */
    public double decimal(int index) {
        try {
            double number = Double.parseDouble(text(index));
            if (!Double.isNaN(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // is refused like what is no number
        }
        throw strange();
    }

    /**
     * The text at a place of the cursor, which must not be null.
     *
     * @throws InvalidParameterException if there is none: the client made the cursor up, or took it from elsewhere
     */
    public String text(int index) {
        if (after == null || index >= after.values().size()) {
            throw strange();
        }
        return after.values().get(index);
    }

    /** The refusal of a cursor that leads nowhere in the collection: the client made it up, or took it from elsewhere. */
    public static InvalidParameterException strange() {
        return new InvalidParameterException(
                "after", "is no cursor of this collection, expected the value of 'next' of the page before");
    }
}
