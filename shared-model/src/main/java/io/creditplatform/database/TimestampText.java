package io.creditplatform.database;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The text form of timestamps in SQLite: {@code 2025-06-03 16:22:24.939185}, UTC, always 26 characters, so that the order
 * of texts is the order of times and SQLite's own date functions understand it.
 */
public final class TimestampText {

    private static final int LENGTH = 26;

    private TimestampText() {}

    /** The text of a time; what is shorter than a microsecond is cut off. */
    public static String of(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        // By hand: a formatter costs five times as much, and this runs once for each timestamp of each row.
        byte[] text = new byte[LENGTH];
        digits(text, 0, 4, time.getYear());
        text[4] = '-';
        digits(text, 5, 2, time.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, time.getDayOfMonth());
        text[10] = ' ';
        digits(text, 11, 2, time.getHour());
        text[13] = ':';
        digits(text, 14, 2, time.getMinute());
        text[16] = ':';
        digits(text, 17, 2, time.getSecond());
        text[19] = '.';
        digits(text, 20, 6, time.getNano() / 1000);
        return new String(text, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** The time that a text stands for. */
    public static Instant parse(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }

    private static void digits(byte[] text, int start, int count, int number) {
        int rest = number;
        for (int i = start + count - 1; i >= start; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
