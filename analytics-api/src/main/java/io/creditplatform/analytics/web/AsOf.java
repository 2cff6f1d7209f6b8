package io.creditplatform.analytics.web;

import java.time.LocalDate;

/**
 * The date that an answer is given for. A controller that takes one has the parameter {@code as_of}; without it, it is today's
 * date, UTC. Nothing else in an answer may depend on the clock.
 */
public record AsOf(LocalDate date) {

    static final String PARAMETER = "as_of";
}
