package io.creditplatform.feed;

import io.creditplatform.database.Database;
import io.creditplatform.model.Coded;
import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the text of a cell becomes a value. Strict: what is not exactly of the type is refused, never guessed at. */
public abstract sealed class ColumnType
        permits IntType, TextType, MoneyType, DecimalType, DateType, TimestampType, EnumType {

    private final String name;

    ColumnType(String name) {
        this.name = name;
    }

    /**
     * The type of a record component.
     *
     * @param identifies whether the column's values tell rows apart: keys, references to keys, codes
     * @param dateAllowed whether a moment may be given as a date
     */
    static ColumnType of(Class<?> javaType, boolean identifies, boolean dateAllowed) {
        if (javaType == long.class) {
            return new IntType(identifies);
        } else if (javaType == String.class) {
            return new TextType(identifies);
        } else if (javaType == Money.class) {
            return new MoneyType();
        } else if (javaType == BigDecimal.class) {
            return new DecimalType();
        } else if (javaType == LocalDate.class) {
            return new DateType();
        } else if (javaType == Instant.class) {
            return new TimestampType(dateAllowed);
        } else if (javaType.isEnum() && Coded.class.isAssignableFrom(javaType)) {
            return new EnumType(javaType);
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

    /** Whether the column's values are decimal numbers of any length, which the databases keep and order each in its own way. */
    public boolean isDecimal() {
        return false;
    }

    /** Whether the column's values are moments. */
    public boolean isTimestamp() {
        return false;
    }

    /** The codes of the values that the column may have, if they are those of a closed list; else empty. */
    public List<String> codes() {
        return List.of();
    }

    /** Whether the column's values are texts, free ones or codes. */
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

    static int digit(Cell cell, int index) {
        int digit = cell.charAt(index) - '0';
        return digit >= 0 && digit <= 9 ? digit : -1;
    }
}
