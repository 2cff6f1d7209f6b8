package io.creditplatform.feed;

import io.creditplatform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A moment in UTC, to the microsecond; where {@link DateAllowed} says so, a date stands for its midnight. */
final class TimestampType extends ColumnType {

    private static final int DATE = 10;
    private static final int SECONDS = 19;
    private static final int MICROS = 6;

    private final boolean dateAllowed;

    TimestampType(boolean dateAllowed) {
        super(dateAllowed ? "date or timestamp" : "timestamp");
        this.dateAllowed = dateAllowed;
    }

    @Override
    public boolean isTimestamp() {
        return true;
    }

    @Override
    @Nullable Object read(Database database, ResultSet row, String column) throws SQLException {
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
        LocalDate date = DateType.dateAt(cell);
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
        int hour = DateType.number(cell, 11, 2);
        int minute = DateType.number(cell, 14, 2);
        int second = DateType.number(cell, 17, 2);
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
                    ? DateType.number(cell, SECONDS + 1, decimals)
                    : -1;
            if (fraction < 0) {
                return null;
            }
            for (int i = decimals; i < 9; i++) {
                fraction *= 10;
            }
            nanos = fraction;
        }
        return LocalDateTime.of(date.getYear(), date.getMonthValue(), date.getDayOfMonth(), hour, minute, second, nanos)
                .toInstant(ZoneOffset.UTC);
    }
}
