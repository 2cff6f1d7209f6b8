package io.creditplatform.analytics.earlier;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A published load whose state can be told.
 *
 * @param day the day of its data
 */
public record KeptLoad(long loadId, Instant publishedAt, LocalDate day) {}
