package io.creditplatform.analytics.web;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One object, or none.
 *
 * @param name what it is in words, such as {@code seller 7}, for when it is not there
 * @param source finds it
 */
public record Single<T>(String name, Supplier<Optional<T>> source, Basis basis) implements Answer<T> {

    /** An object that rests on the published loads alone. */
    public static <T> Single<T> of(String name, Supplier<Optional<T>> source) {
        return new Single<>(name, source, Basis.ROWS);
    }

    /** The same, resting on another basis. */
    public Single<T> restingOn(Basis newBasis) {
        return new Single<>(name, source, newBasis);
    }
}
