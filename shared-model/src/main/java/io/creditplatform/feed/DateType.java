package io.creditplatform.feed;

import io.creditplatform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A date as ISO 8601 writes it. */
final class DateType extends ColumnType {

    DateType() {
        super("date");
    }

    @Override
    @Nullable Object read(Database database, ResultSet row, String column) throws SQLException {
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
