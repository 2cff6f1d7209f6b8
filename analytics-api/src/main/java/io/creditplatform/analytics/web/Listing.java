package io.creditplatform.analytics.web;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A collection, page by page. It is answered as JSON, one page a request, or as CSV, all rows in one stream.
 *
 * @param source gives the rows of one page
 */
public record Listing<T>(Function<PageRequest, Page<T>> source, Basis basis) implements Answer<T> {

    /** A collection whose rows are read a page at a time, as large ones must be. */
    public static <T> Listing<T> paged(Function<PageRequest, Page<T>> source) {
        return new Listing<>(source, Basis.LOADS);
    }

    /** A collection that is small enough to be worked out as a whole, such as one row for each market. */
    public static <T> Listing<T> whole(Supplier<List<T>> rows) {
        return paged(request -> request.pageOf(rows.get()));
    }

    /** The same, resting on another basis. */
    public Listing<T> restingOn(Basis newBasis) {
        return new Listing<>(source, newBasis);
    }
}
