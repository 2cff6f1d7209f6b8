package io.creditplatform.database.postgresql;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of COPY: a line each, tabs between values, {@code \N} for none, a backslash before what else has a meaning. */
final class CopyText {

    private static final int ROOM = 64;
    private static final int ASCII = 0x80;

    private byte[] bytes;
    private int length;

    CopyText(int size) {
        bytes = new byte[size + size / 2];
    }

    /** The text, as far as {@link #length} says. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void row(long line, @Nullable Object[] values) {
        number(line);
        for (Object value : values) {
            require(ROOM);
            bytes[length++] = '\t';
            value(value);
        }
        require(1);
        bytes[length++] = '\n';
    }

    private void value(@Nullable Object value) {
        if (value == null) {
            bytes[length++] = '\\';
            bytes[length++] = 'N';
        } else if (value instanceof Long || value instanceof Integer) {
            number(((Number) value).longValue());
        } else if (value instanceof LocalDateTime timestamp) {
            timestamp(timestamp);
        } else if (value instanceof LocalDate date) {
            date(date);
        } else if (value instanceof BigDecimal decimal) {
            text(decimal.toPlainString());
        } else if (value instanceof String text) {
            text(text);
        } else {
            throw new IllegalArgumentException("a " + value.getClass().getName() + " is no value of a column");
        }
    }

    private void number(long number) {
        require(ROOM);
        if (number == Long.MIN_VALUE) {
            text(Long.toString(number)); // has no opposite
            return;
        }
        if (number < 0) {
            bytes[length++] = '-';
        }
        long rest = Math.abs(number);
        int digits = 1;
        for (long i = rest; i >= 10; i /= 10) {
            digits++;
        }
        digits(rest, digits);
    }

    /** So many digits of a number, leading zeros included. */
    private void digits(long number, int digits) {
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** Years have four digits; no feed has others. */
    private void date(LocalDate date) {
        digits(date.getYear(), 4);
        bytes[length++] = '-';
        digits(date.getMonthValue(), 2);
        bytes[length++] = '-';
        digits(date.getDayOfMonth(), 2);
    }

    private void timestamp(LocalDateTime timestamp) {
        date(timestamp.toLocalDate());
        bytes[length++] = ' ';
        digits(timestamp.getHour(), 2);
        bytes[length++] = ':';
        digits(timestamp.getMinute(), 2);
        bytes[length++] = ':';
        digits(timestamp.getSecond(), 2);
        int micros = timestamp.get(ChronoField.MICRO_OF_SECOND);
        if (micros != 0) {
            bytes[length++] = '.';
            digits(micros, 6);
        }
    }

    private void text(String text) {
        require(2 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ASCII) {
                beyondAscii(text.substring(i));
                return;
            }
            ascii((byte) c);
        }
    }

    /** A lone half of a pair becomes a question mark, as the driver makes it elsewhere. */
    private void beyondAscii(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        require(2 * encoded.length);
        for (byte b : encoded) {
            ascii(b); // the bytes of other characters are none of those that have a meaning
        }
    }

    private void ascii(byte b) {
        switch (b) {
            case '\\' -> escaped('\\');
            case '\n' -> escaped('n');
            case '\r' -> escaped('r');
            case '\t' -> escaped('t');
            default -> bytes[length++] = b;
        }
    }

    private void escaped(char name) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) name;
    }

    private void require(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
