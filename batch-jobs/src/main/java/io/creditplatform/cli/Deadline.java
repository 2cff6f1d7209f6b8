package io.creditplatform.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * Since when something has to have happened: since a point in time, or since so long ago.
 *
 * @param at the point in time, null if an age was given
 * @param age how long ago, zero if a point in time was given
 */
record Deadline(@Nullable Instant at, Duration age) {

    private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,5})([mhd])");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** Reads one; a time without its offset from UTC would mean another one on each machine. */
    static Deadline of(String text) {
        Matcher age = AGE.matcher(text);
        if (age.matches()) {
            long number = Long.parseLong(age.group(1));
            return new Deadline(
                    null,
                    switch (age.group(2)) {
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    });
        }
        try {
            return new Deadline(
                    DATE.matcher(text).matches()
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant(),
                    Duration.ZERO);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text
                    + "' is no deadline, expected a time such as 2025-07-08T06:00Z or 2025-07-08T06:00+02:00, a date such as"
                    + " 2025-07-08, or an age such as 90m, 24h or 2d");
        }
    }

    /** The point in time, seen from now. */
    Instant before(Instant now) {
        return at == null ? now.minus(age) : at;
    }
}
