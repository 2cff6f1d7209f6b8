package io.creditplatform.feed;

import io.creditplatform.database.Database;
import io.creditplatform.model.Coded;
import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the text of a cell becomes a value. Strict: what is not exactly of the type is refused, never guessed at. */
public abstract sealed class ColumnType {

    private final String name;

    private ColumnType(String name) {
        this.name = name;
    }

    /** The type of a record component. */
    static ColumnType of(Class<?> javaType, boolean dateAllowed) {
        if (javaType == long.class) {
            return new Int();
        } else if (javaType == String.class) {
            return new Text();
        } else if (javaType == Money.class) {
            return new Amount();
        } else if (javaType == BigDecimal.class) {
            return new Decimal();
        } else if (javaType == LocalDate.class) {
            return new Day();
        } else if (javaType == Instant.class) {
            return new Timestamp(dateAllowed);
        } else if (javaType.isEnum() && Coded.class.isAssignableFrom(javaType)) {
            return new OneOf(javaType);
        }
        throw new IllegalArgumentException("No column type for " + javaType.getName()
                + ", expected long, String, Money, BigDecimal, LocalDate, Instant or a Coded enum");
    }

    /** The type as documentation names it. */
    public final String name() {
        return name;
    }

    /** Whether the column's values are amounts of money, which tables keep in minor units. */
    public boolean isMoney() {
        return false;
    }

    /** Whether the column's values can be added up, money included. */
    public boolean isNumber() {
        return isMoney();
    }

    /** Whether the column's values are moments. */
    public boolean isTimestamp() {
        return false;
    }

    /** The codes of the values that the column may have, if they are those of a closed list; else empty. */
    public List<String> codes() {
        return List.of();
    }

    /** Whether the column's values are free text. */
    public boolean isText() {
        return false;
    }

    /**
     * The value of a cell that is not blank.
     *
     * @throws CellFormatException if the cell does not hold exactly one value of this type
     */
    public abstract Object parse(Cell cell) throws CellFormatException;

    /** Reads a value back from a column of a table. */
    abstract @Nullable Object read(Database database, ResultSet row, String column) throws SQLException;

    private static int digit(Cell cell, int index) {
        int digit = cell.charAt(index) - '0';
        return digit >= 0 && digit <= 9 ? digit : -1;
    }

    private static final class Int extends ColumnType {

        Int() {
            super("int");
        }

        @Override
        public boolean isNumber() {
            return true;
        }

        @Override
        @Nullable
        Object read(Database database, ResultSet row, String column) throws SQLException {
            long value = row.getLong(column);
            return row.wasNull() ? null : value;
        }

        @Override
        public Object parse(Cell cell) throws CellFormatException {
            int length = cell.length();
            int index = cell.charAt(0) == '-' ? 1 : 0;
            boolean negative = index == 1;
            if (index == length) {
                throw CellFormatException.notA("an integer", cell);
            }
            // Counted downwards, since the smallest long has no positive twin.
            long value = 0;
            for (; index < length; index++) {
                int digit = digit(cell, index);
                if (digit < 0) {
                    throw CellFormatException.notA("an integer", cell);
                }
                if (value < (Long.MIN_VALUE + digit) / 10) {
                    throw CellFormatException.notA("an integer of at most 64 bits", cell);
                }
                value = value * 10 - digit;
            }
            if (!negative && value == Long.MIN_VALUE) {
                throw CellFormatException.notA("an integer of at most 64 bits", cell);
            }
            return negative ? value : -value;
        }
    }

    private static final class Text extends ColumnType {

        Text() {
            super("text");
        }

        @Override
        public boolean isText() {
            return true;
        }

        @Override
        @Nullable
        Object read(Database database, ResultSet row, String column) throws SQLException {
            return row.getString(column);
        }

        @Override
        public Object parse(Cell cell) throws CellFormatException {
            if (cell.contains('\0')) {
                throw CellFormatException.notA("text without NUL characters", cell);
            }
            return cell.toString();
        }
    }

    private static final class Amount extends ColumnType {

        /** As many digits as are certain to fit into 64 bits together with two decimals. */
        private static final int SAFE_DIGITS = 16;

        /** Beyond this no exponent can belong to an amount; it also keeps BigDecimal from writing out a billion zeros. */
        private static final int MAX_LENGTH = 400;

        Amount() {
            super("money");
        }

        @Override
        public boolean isMoney() {
            return true;
        }

        @Override
        @Nullable
        Object read(Database database, ResultSet row, String column) throws SQLException {
            long minorUnits = row.getLong(column);
            return row.wasNull() ? null : new Money(minorUnits);
        }

        @Override
        public Object parse(Cell cell) throws CellFormatException {
            int length = cell.length();
            int index = cell.charAt(0) == '-' ? 1 : 0;
            boolean negative = index == 1;
            int firstDigit = index;
            long minor = 0;
            int digit;
            while (index < length && (digit = digit(cell, index)) >= 0) {
                minor = minor * 10 + digit;
                index++;
            }
            int wholeDigits = index - firstDigit;
            if (wholeDigits == 0 || wholeDigits > SAFE_DIGITS) {
                return parseRare(cell);
            }
            minor *= 100;
            if (index < length) {
                if (cell.charAt(index) != '.' || index + 1 == length) {
                    return parseRare(cell);
                }
                index++;
                for (int scale = 10; scale > 0 && index < length; scale /= 10, index++) {
                    digit = digit(cell, index);
                    if (digit < 0) {
                        return parseRare(cell);
                    }
                    minor += (long) scale * digit;
                }
                int afterCents = 0;
                boolean moreAfter = false;
                for (int first = index; index < length; index++) {
                    digit = digit(cell, index);
                    if (digit < 0) {
                        return parseRare(cell);
                    }
                    if (index == first) {
                        afterCents = digit;
                    } else {
                        moreAfter |= digit != 0;
                    }
                }
                if (afterCents > 0 || moreAfter) {
                    cell.markRounded();
                    boolean up = afterCents > 5 || (afterCents == 5 && (moreAfter || minor % 2 != 0));
                    minor += up ? 1 : 0;
                }
            }
            return new Money(negative ? -minor : minor);
        }

        /** Exponents such as {@code 5.684341886080802e-14}, which float arithmetic leaves behind, and very long numbers. */
        private static Money parseRare(Cell cell) throws CellFormatException {
            int last = cell.length() - 1;
            if (cell.length() > MAX_LENGTH || digit(cell, last) < 0 || cell.charAt(0) == '+' || cell.charAt(0) == '.') {
                throw CellFormatException.notA("a decimal number", cell);
            }
            for (int i = 0; i <= last; i++) {
                // BigDecimal takes the digits of every script, and a point that has a digit on one side only.
                boolean lonePoint = cell.charAt(i) == '.' && (digit(cell, i - 1) < 0 || digit(cell, i + 1) < 0);
                if (cell.charAt(i) > 'e' || lonePoint) {
                    throw CellFormatException.notA("a decimal number", cell);
                }
            }
            try {
                BigDecimal exact = new BigDecimal(cell.toString());
                // Digits before the point: 19 are the most that 64 bits hold.
                if (exact.signum() != 0 && (long) exact.precision() - exact.scale() > 19) {
                    throw CellFormatException.notA("an amount of at most 64 bits in minor units", cell);
                }
                if (exact.signum() != 0 && (long) exact.precision() - exact.scale() < -Money.DECIMALS) {
                    cell.markRounded(); // nearer to zero than to half a cent
                    return new Money(0);
                }
                Money money = exact.signum() == 0 ? new Money(0) : Money.nearest(exact);
                if (money.toDecimal().compareTo(exact) != 0) {
                    cell.markRounded();
                }
                return money;
            } catch (NumberFormatException e) {
                throw CellFormatException.notA("a decimal number", cell);
            } catch (ArithmeticException e) {
                throw CellFormatException.notA("an amount of at most 64 bits in minor units", cell);
            }
        }
    }

    /** Kept as it is delivered, to the last digit, but for zeros that say nothing. */
    private static final class Decimal extends ColumnType {

        private static final int MAX_WHOLE_DIGITS = 9;

        /** As many as a float between 0.1 and 1 is printed with, and one to spare. */
        private static final int MAX_DECIMALS = 18;

        Decimal() {
            super("decimal");
        }

        @Override
        @Nullable
        Object read(Database database, ResultSet row, String column) throws SQLException {
            String text = row.getString(column);
            return text == null ? null : new BigDecimal(text);
        }

        @Override
        public Object parse(Cell cell) throws CellFormatException {
            int index = cell.charAt(0) == '-' ? 1 : 0;
            int whole = digits(cell, index);
            index += whole;
            int decimals = 0;
            if (whole > 0 && index < cell.length() && cell.charAt(index) == '.') {
                decimals = digits(cell, index + 1);
                index += decimals == 0 ? 0 : 1 + decimals;
            }
            if (whole == 0 || index < cell.length()) {
                throw CellFormatException.notA("a decimal number such as 3.75", cell);
            } else if (whole > MAX_WHOLE_DIGITS || decimals > MAX_DECIMALS) {
                throw CellFormatException.notA(
                        "a decimal number of at most " + MAX_WHOLE_DIGITS + " digits before and " + MAX_DECIMALS
                                + " after the point",
                        cell);
            }
            BigDecimal value = new BigDecimal(cell.toString()).stripTrailingZeros();
            return value.scale() < 0 ? value.setScale(0) : value;
        }

        private static int digits(Cell cell, int start) {
            int index = start;
            while (index < cell.length() && digit(cell, index) >= 0) {
                index++;
            }
            return index - start;
        }
    }

    private static final class Day extends ColumnType {

        Day() {
            super("date");
        }

        @Override
        @Nullable
        Object read(Database database, ResultSet row, String column) throws SQLException {
            String text = row.getString(column);
            return text == null ? null : LocalDate.parse(text);
        }

        @Override
        public Object parse(Cell cell) throws CellFormatException {
            LocalDate date = cell.length() == 10 ? dateAt(cell) : null;
            if (date == null) {
                throw CellFormatException.notA("a date such as 2025-06-30", cell);
            }
            return date;
        }

        /** The date in the first ten characters, or null where they hold none. */
        static @Nullable LocalDate dateAt(Cell cell) {
            int year = number(cell, 0, 4);
            int month = number(cell, 5, 2);
            int day = number(cell, 8, 2);
            if (year < 1 || month < 1 || day < 1 || cell.charAt(4) != '-' || cell.charAt(7) != '-') {
                return null;
            }
            try {
                return LocalDate.of(year, month, day);
            } catch (DateTimeException e) {
                return null;
            }
        }

        /** A number of exactly so many digits, or -1. */
        static int number(Cell cell, int start, int digits) {
            int value = 0;
            for (int i = start; i < start + digits; i++) {
                int digit = digit(cell, i);
                if (digit < 0) {
                    return -1;
                }
                value = value * 10 + digit;
            }
            return value;
        }
    }

    private static final class Timestamp extends ColumnType {

        private static final int DATE = 10;
        private static final int SECONDS = 19;
        private static final int MICROS = 6;

        private final boolean dateAllowed;

        Timestamp(boolean dateAllowed) {
            super(dateAllowed ? "date or timestamp" : "timestamp");
            this.dateAllowed = dateAllowed;
        }

        @Override
        public boolean isTimestamp() {
            return true;
        }

        @Override
        @Nullable
        Object read(Database database, ResultSet row, String column) throws SQLException {
            return database.timestamp(row, column);
        }

        @Override
        public Object parse(Cell cell) throws CellFormatException {
            Instant instant = instant(cell);
            if (instant == null) {
                throw CellFormatException.notA(
                        "a timestamp such as 2025-06-30 23:59:59.123456 (UTC, at most six decimals)"
                                + (dateAllowed ? ", or a date" : ""),
                        cell);
            }
            return instant;
        }

        private @Nullable Instant instant(Cell cell) {
            int length = cell.length();
            if (length < DATE) {
                return null;
            }
            LocalDate date = Day.dateAt(cell);
            if (date == null) {
                return null;
            }
            if (length == DATE) {
                return dateAllowed ? date.atStartOfDay().toInstant(ZoneOffset.UTC) : null;
            }
            char separator = cell.charAt(DATE);
            int end = cell.charAt(length - 1) == 'Z' ? length - 1 : length;
            if ((separator != ' ' && separator != 'T') || end < SECONDS) {
                return null;
            }
            int hour = Day.number(cell, 11, 2);
            int minute = Day.number(cell, 14, 2);
            int second = Day.number(cell, 17, 2);
            if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
                return null;
            }
            if (cell.charAt(13) != ':' || cell.charAt(16) != ':') {
                return null;
            }
            int nanos = 0;
            if (end > SECONDS) {
                int decimals = end - SECONDS - 1;
                int fraction = cell.charAt(SECONDS) == '.' && decimals >= 1 && decimals <= MICROS
                        ? Day.number(cell, SECONDS + 1, decimals)
                        : -1;
                if (fraction < 0) {
                    return null;
                }
                for (int i = decimals; i < 9; i++) {
                    fraction *= 10;
                }
                nanos = fraction;
            }
            return LocalDateTime.of(
                            date.getYear(), date.getMonthValue(), date.getDayOfMonth(), hour, minute, second, nanos)
                    .toInstant(ZoneOffset.UTC);
        }
    }

    private static final class OneOf extends ColumnType {

        private final Map<String, Object> byCode;

        OneOf(Class<?> type) {
            super(Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Coded) constant).code())
                    .collect(Collectors.joining(", ", "{", "}")));
            byCode = new LinkedHashMap<>();
            for (Object constant : type.getEnumConstants()) {
                byCode.put(((Coded) constant).code(), constant);
            }
        }

        @Override
        public List<String> codes() {
            return List.copyOf(byCode.keySet());
        }

        @Override
        @Nullable
        Object read(Database database, ResultSet row, String column) throws SQLException {
            String code = row.getString(column);
            return code == null ? null : byCode.get(code);
        }

        @Override
        public Object parse(Cell cell) throws CellFormatException {
            Object constant = byCode.get(cell.toString());
            if (constant == null) {
                throw CellFormatException.notOneOf(byCode.keySet().toString(), cell);
            }
            return constant;
        }
    }
}
