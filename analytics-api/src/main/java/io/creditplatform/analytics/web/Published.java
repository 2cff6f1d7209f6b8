package io.creditplatform.analytics.web;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of the database that an answer is worked out in. Two that are equal are the same state, of the same file; two states
 * that an answer could differ in are never equal, not even of databases that take each other's place.
 *
 * @param loadId the newest published load, or null while there is none
 * @param day the day of its data, in which all figures are given that have a date
 * @param state what no other state of what the answer rests on has
 */
record Published(@Nullable Long loadId, LocalDate day, String state) {

    /** Stands for the day as long as there are no data that could have one: the clock's would be another one each day. */
    static final LocalDate NO_DAY = LocalDate.EPOCH;

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Published published
                && Objects.equals(loadId, published.loadId)
                && day.equals(published.day)
                && state.equals(published.state);
    }

    @Override
    public int hashCode() {
        return state.hashCode();
    }
}
