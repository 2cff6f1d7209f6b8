package io.creditplatform.feed;

import io.creditplatform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A whole number; in a key or a reference to one an identifier, which is 1 or more. */
final class IntType extends ColumnType {

    private final boolean identifies;

    IntType(boolean identifies) {
        super("int");
        this.identifies = identifies;
    }

    @Override
    public boolean isNumber() {
        return true;
    }

    @Override
    @Nullable Object read(Database database, ResultSet row, String column) throws SQLException {
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
        if (identifies && (negative || value == 0)) {
            throw CellFormatException.outsideRange("an identifier of 1 or more", cell);
        }
        return negative ? value : -value;
    }
}
