package io.creditplatform.generate;

import io.creditplatform.ingest.CsvText;
import io.creditplatform.model.Coded;
import io.creditplatform.model.DateAllowed;
import io.creditplatform.model.Money;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Writes records of one class as CSV in UTF-8, a cell per component, and counts the lines. */
final class RecordWriter implements Closeable {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final RecordComponent[] components;
    private final OutputStream out;
    private final @Nullable SplittableRandom noise;
    private long line = 1;

    /**
     * @param header the first row; components beyond it are left out
     * @param noise makes some amounts look as if float arithmetic had been at them; they round to what they are
     */
    RecordWriter(Class<? extends Record> type, List<String> header, OutputStream out, @Nullable SplittableRandom noise)
            throws IOException {
        this.components = Arrays.copyOf(type.getRecordComponents(), header.size());
        this.out = new BufferedOutputStream(out);
        this.noise = noise;
        write(header);
    }

    /** Writes a row; returns the line on which it begins. */
    long write(Record row) throws IOException {
        return write(cells(row));
    }

    /** Writes a row of these cells; returns the line on which it begins. */
    long write(List<String> cells) throws IOException {
        return write(CsvText.line(cells).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes as they are, which should be one row; returns the line on which it begins. */
    long write(byte[] row) throws IOException {
        long begin = line;
        out.write(row);
        out.write('\n');
        line++;
        for (byte b : row) {
            line += b == '\n' ? 1 : 0;
        }
        return begin;
    }

    /** The texts of a record's components; the same amount may look different the next time. */
    List<String> cells(Record row) {
        List<String> cells = new ArrayList<>(components.length);
        for (RecordComponent component : components) {
            cells.add(text(value(component, row), component));
        }
        return cells;
    }

    /** The value of a record's component. */
    static @Nullable Object value(RecordComponent component, Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(component + " cannot be read", e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private String text(@Nullable Object value, RecordComponent component) {
        if (value == null) {
            return "";
        } else if (value instanceof Money money) {
            return noise == null ? money.toString() : noisy(money.toDecimal(), noise);
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof Coded coded) {
            return coded.code();
        } else if (value instanceof Instant instant) {
            LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            boolean asDate = component.isAnnotationPresent(DateAllowed.class)
                    && time.toLocalTime().equals(LocalTime.MIDNIGHT);
            return asDate ? time.toLocalDate().toString() : TIMESTAMP.format(time);
        }
        return value.toString();
    }

    /** An amount as a float is printed: with one decimal at least, and sometimes a little off, by less than half a cent. */
    private static String noisy(BigDecimal amount, SplittableRandom noise) {
        if (amount.signum() == 0) {
            return noise.nextInt(3) == 0 ? "-0.0" : "0.0";
        }
        long off = noise.nextInt(-256, 257);
        BigDecimal shown =
                switch (noise.nextInt(16)) {
                    case 0 -> amount.add(BigDecimal.valueOf(off, 14));
                    case 1 -> amount.add(BigDecimal.valueOf(off, 5));
                    default -> amount;
                };
        BigDecimal shortest = shown.stripTrailingZeros();
        return shortest.setScale(Math.max(1, shortest.scale())).toPlainString();
    }
}
