package io.creditplatform.generate;

import io.creditplatform.feed.DateAllowed;
import io.creditplatform.model.Coded;
import io.creditplatform.model.Money;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of one class as CSV in UTF-8, a cell per component, straight into bytes: a large extract is hundreds of
 * millions of cells. Money looks as a source system's floats do, with at least one decimal.
 */
final class RecordWriter implements Closeable {

    private static final int BUFFER = 128 * 1024;

    /** Room for a row, unless it has long texts, for which the buffer grows. */
    private static final int ROW = 16 * 1024;

    /** Room for what is not text: the other cells of a row. */
    private static final int NO_TEXT = 1024;

    private static final int MICROS = 1000;

    /** Beyond this many cents, 64 bits cannot hold the amount in hundredths of a millionth of a millionth. */
    private static final long MAX_NOISY = 9_000_000;

    private final OutputStream out;
    private final MethodHandle[] accessors;
    private final boolean[] dateAllowed;
    private final boolean noisy;
    private final long seed;
    private final int[] ends;
    private byte[] buffer = new byte[BUFFER];
    private int position;
    private int rowStart;
    private long line = 1;

    /**
     * @param header the first row
     * @param noisy whether some amounts are to look as if float arithmetic had been at them; they round to what they are
     * @param seed decides which ones
     */
    RecordWriter(Class<? extends Record> type, List<String> header, OutputStream out, boolean noisy, long seed) {
        this.out = out;
        this.noisy = noisy;
        this.seed = seed;
        RecordComponent[] components = type.getRecordComponents();
        accessors = new MethodHandle[components.length];
        dateAllowed = new boolean[components.length];
        ends = new int[components.length];
        for (int i = 0; i < components.length; i++) {
            accessors[i] = accessor(components[i]);
            dateAllowed[i] = components[i].isAnnotationPresent(DateAllowed.class);
        }
        for (String name : header) {
            text(name);
            put(',');
        }
        position--;
        endRow();
    }

    private static MethodHandle accessor(RecordComponent component) {
        try {
            return MethodHandles.lookup()
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Record.class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(component + " cannot be read", e);
        }
    }

    /** Writes a row; returns the line on which it begins. */
    long write(Record row) throws IOException {
        long begin = startRow();
        for (int i = 0; i < accessors.length; i++) {
            cell(value(row, i), i);
            ends[i] = position;
            put(',');
        }
        position--;
        endRow();
        return begin;
    }

    /** Writes bytes as they are, which should be one row; returns the line on which it begins. */
    long write(byte[] row) throws IOException {
        long begin = startRow();
        room(row.length);
        for (byte b : row) {
            put(b);
            line += b == '\n' ? 1 : 0;
        }
        endRow();
        return begin;
    }

    /** The cells of the record written last, as they stand in the file, quotation marks included. */
    List<String> lastCells() {
        List<String> cells = new ArrayList<>();
        int start = rowStart;
        for (int end : ends) {
            cells.add(new String(buffer, start, end - start, StandardCharsets.UTF_8));
            start = end + 1;
        }
        return cells;
    }

    /** The value of a record's component. */
    @Nullable Object value(Record row, int component) {
        try {
            return accessors[component].invokeExact(row);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write(buffer, 0, position);
            position = 0;
        }
    }

    private long startRow() throws IOException {
        if (buffer.length - position < ROW) {
            out.write(buffer, 0, position);
            position = 0;
        }
        rowStart = position;
        return line;
    }

    private void endRow() {
        put('\n');
        line++;
    }

    private void cell(@Nullable Object value, int index) {
        if (value instanceof Money money) {
            money(money.minorUnits(), index);
        } else if (value instanceof Long number) {
            number(number);
        } else if (value instanceof String string) {
            text(string);
        } else if (value instanceof Coded coded) {
            text(coded.code());
        } else if (value instanceof LocalDate date) {
            date(date);
        } else if (value instanceof Instant instant) {
            timestamp(instant, dateAllowed[index]);
        } else if (value != null) {
            throw new IllegalArgumentException("No text for a value of " + value.getClass());
        }
    }

    private void text(String text) {
        int length = text.length();
        room(4 * length);
        boolean quoted = false;
        int start = position;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                position = start;
                unusualText(text);
                return;
            }
            quoted |= c == ',' || c == '"' || c == '\n' || c == '\r';
            put(c);
        }
        if (quoted) {
            position = start;
            unusualText(text);
        }
    }

    /** Any text, always in quotation marks. */
    private void unusualText(String text) {
        put('"');
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == '"') {
                put('"');
            } else if (b == '\n') {
                line++;
            }
            put(b);
        }
        put('"');
    }

    private void money(long cents, int index) {
        long noise = noisy ? mix(seed + line * accessors.length + index) : -1;
        if (cents == 0) {
            if (noisy && noise % 3 == 0) {
                put('-');
            }
            put('0');
            put('.');
            put('0');
            return;
        }
        if (cents < 0) {
            put('-');
        }
        long amount = Math.abs(cents);
        int kind = (int) (noise & 31);
        long off = 1 + ((noise >>> 8) & 0xFF);
        if (noisy && kind < 2 && amount < MAX_NOISY) {
            decimal(amount * 1_000_000_000_000L + (kind == 0 ? off : -off), 14);
        } else if (noisy && kind < 4 && amount < MAX_NOISY) {
            decimal(amount * 1_000 + (kind == 2 ? off : -off), 5);
        } else {
            decimal(amount, Money.DECIMALS);
        }
    }

    /** A number of so many units of the last decimal, without zeros at its end but with one decimal at least. */
    private void decimal(long units, int decimals) {
        long rest = units;
        int places = decimals;
        while (places > 1 && rest % 10 == 0) {
            rest /= 10;
            places--;
        }
        int point = position;
        number(rest);
        while (position - point <= places) { // 5 with two places is 0.05
            System.arraycopy(buffer, point, buffer, point + 1, position - point);
            buffer[point] = '0';
            position++;
        }
        System.arraycopy(buffer, position - places, buffer, position - places + 1, places);
        buffer[position - places] = '.';
        position++;
    }

    private void number(long number) {
        if (number < 0) {
            put('-');
        }
        long rest = Math.abs(number);
        int digits = 1;
        for (long limit = 10; limit <= rest && digits < 18; limit *= 10) {
            digits++;
        }
        if (rest >= 1_000_000_000_000_000_000L) {
            digits = 19;
        }
        digits(rest, digits);
    }

    private void digits(long number, int count) {
        long rest = number;
        for (int i = position + count - 1; i >= position; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        position += count;
    }

    private void date(LocalDate date) {
        digits(date.getYear(), 4);
        put('-');
        digits(date.getMonthValue(), 2);
        put('-');
        digits(date.getDayOfMonth(), 2);
    }

    private void timestamp(Instant instant, boolean asDate) {
        long seconds = instant.getEpochSecond();
        int ofDay = Math.floorMod(seconds, 86_400);
        date(LocalDate.ofEpochDay(Math.floorDiv(seconds, 86_400)));
        if (asDate && ofDay == 0 && instant.getNano() == 0) {
            return;
        }
        put(' ');
        digits(ofDay / 3600, 2);
        put(':');
        digits(ofDay / 60 % 60, 2);
        put(':');
        digits(ofDay % 60, 2);
        put('.');
        digits(instant.getNano() / MICROS, 6);
    }

    private void put(int b) {
        buffer[position++] = (byte) b;
    }

    private void room(int more) {
        if (buffer.length - position < more + NO_TEXT) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length + more);
        }
    }

    /** The finalizer of SplitMix64: spreads a counter over 63 bits. */
    private static long mix(long counter) {
        long z = counter * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) & Long.MAX_VALUE;
    }
}
