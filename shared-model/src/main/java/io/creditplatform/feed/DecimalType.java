package io.creditplatform.feed;

import io.creditplatform.database.Database;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Kept as it is delivered, to the last digit, but for zeros that say nothing. */
final class DecimalType extends ColumnType {

    private static final int MAX_WHOLE_DIGITS = 9;

    /** As many as a float between 0.1 and 1 is printed with, and one to spare. */
    private static final int MAX_DECIMALS = 18;

    DecimalType() {
        super("decimal");
    }

    @Override
    public boolean isDecimal() {
        return true;
    }

    @Override
    @Nullable Object read(Database database, ResultSet row, String column) throws SQLException {
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
