package io.creditplatform.model;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Reads the dates that users ask about. Not every date that can be written can be worked with: answers look some months back and a
 * day ahead, and databases tell times apart only as long as their years have four digits.
 */
public final class RequestedDate {

    private static final LocalDate FIRST = LocalDate.of(1000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9998, 12, 31);

    private RequestedDate() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none, or out of range; the message says what was expected
     */
    public static LocalDate of(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (!date.isBefore(FIRST) && !date.isAfter(LAST)) {
                return date;
            }
        } catch (DateTimeParseException e) {
            // is refused like a date out of range
        }
        throw new IllegalArgumentException("a date from " + FIRST + " to " + LAST + ", such as 2025-10-01");
    }
}
