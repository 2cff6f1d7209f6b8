package io.creditplatform.analytics.web;

import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The date that an answer is given for. A controller that takes one has the parameter {@code as_of}; without it, it is the day
 * of the data, which is asked for when the answer is worked out. Nothing in an answer may depend on the clock.
 *
 * @param given the date that was asked for, or null
 * @param dayOfData tells the day of the newest published load's data
 */
public record AsOf(@Nullable LocalDate given, Supplier<LocalDate> dayOfData) {

    static final String PARAMETER = "as_of";

    /** The date. */
    public LocalDate date() {
        return given == null ? dayOfData.get() : given;
    }
}
