package io.creditplatform.analytics.web;

import io.creditplatform.http.NotFoundException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** A collection, page by page. It is answered as JSON, one page a request, or as CSV, all rows in one stream. */
public sealed interface Listing<T> extends Answer<T> {

    /** The rows of one page. */
    Page<T> page(PageRequest request);

    /** The same, resting on another basis. */
    Listing<T> restingOn(Basis basis);

    /** A collection whose rows are read a page at a time, as large ones must be. */
    static <T> Listing<T> paged(Function<PageRequest, Page<T>> source) {
        return new Paged<>(source, Basis.ROWS);
    }

    /**
     * A collection that belongs to something, which must be there.
     *
     * @param name what that is in words, such as {@code seller 7}, for when it is not there
     * @param exists whether it is
     */
    static <T> Listing<T> pagedOf(String name, BooleanSupplier exists, Function<PageRequest, Page<T>> source) {
        return paged(page -> {
            if (!exists.getAsBoolean()) {
                throw new NotFoundException(name);
            }
            return source.apply(page);
        });
    }

    /** A collection that is small enough to be worked out as a whole, such as one row for each market. */
    static <T> Listing<T> whole(Supplier<List<T>> rows) {
        return new Whole<>(rows, Basis.ROWS);
    }

    /** Rows that are read a page at a time. */
    record Paged<T>(Function<PageRequest, Page<T>> source, Basis basis) implements Listing<T> {

        @Override
        public Page<T> page(PageRequest request) {
            return source.apply(request);
        }

        @Override
        public Listing<T> restingOn(Basis newBasis) {
            return new Paged<>(source, newBasis);
        }
    }

    /** Rows that are worked out all at once, whichever of them are wanted. */
    record Whole<T>(Supplier<List<T>> rows, Basis basis) implements Listing<T> {

        @Override
        public Page<T> page(PageRequest request) {
            return request.pageOf(rows.get());
        }

        @Override
        public Listing<T> restingOn(Basis newBasis) {
            return new Whole<>(rows, newBasis);
        }
    }
}
