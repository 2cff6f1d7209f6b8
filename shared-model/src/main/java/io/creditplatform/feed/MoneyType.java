package io.creditplatform.feed;

import io.creditplatform.database.Database;
import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** An exact amount of money, rounded half-even to hundredths and at most {@link Money#MAX} either way. */
final class MoneyType extends ColumnType {

    /** As many digits as are certain to fit into 64 bits together with two decimals. */
    private static final int SAFE_DIGITS = 16;

    /** Beyond this no exponent can belong to an amount; it also keeps BigDecimal from writing out a billion zeros. */
    private static final int MAX_LENGTH = 400;

    MoneyType() {
        super("money");
    }

    @Override
    public boolean isMoney() {
        return true;
    }

    @Override
    @Nullable Object read(Database database, ResultSet row, String column) throws SQLException {
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
        return bounded(negative ? -minor : minor, cell);
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
                throw outsideRange(cell);
            }
            if (exact.signum() != 0 && (long) exact.precision() - exact.scale() < -Money.DECIMALS) {
                cell.markRounded(); // nearer to zero than to half a cent
                return new Money(0);
            }
            Money money = exact.signum() == 0
                    ? new Money(0)
                    : bounded(Money.nearest(exact).minorUnits(), cell);
            if (money.toDecimal().compareTo(exact) != 0) {
                cell.markRounded();
            }
            return money;
        } catch (NumberFormatException e) {
            throw CellFormatException.notA("a decimal number", cell);
        } catch (ArithmeticException e) {
            throw outsideRange(cell);
        }
    }

    private static Money bounded(long minorUnits, Cell cell) throws CellFormatException {
        if (minorUnits > Money.MAX.minorUnits() || minorUnits < -Money.MAX.minorUnits()) {
            throw outsideRange(cell);
        }
        return new Money(minorUnits);
    }

    private static CellFormatException outsideRange(Cell cell) {
        String most = Money.MAX.toDecimal().setScale(0).toPlainString();
        return CellFormatException.outsideRange("an amount between -" + most + " and " + most, cell);
    }
}
