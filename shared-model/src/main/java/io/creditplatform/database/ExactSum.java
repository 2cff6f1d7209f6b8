package io.creditplatform.database;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A sum of whole numbers that is exact whatever it comes to. SQLite gives up on a sum beyond 64 bits, PostgreSQL goes on in
 * decimals; so high and low digits are added up each by themselves, which takes more rows to overflow than a database can hold.
 *
 * @param name of the sum in the query
 */
public record ExactSum(String name) {

    private static final long UNIT = 1_000_000_000L;

    /** SQL for the two columns of the sum of an expression, which is 0 if there is nothing to add up. */
    public String of(String expression) {
        return "coalesce(sum((" + expression + ") / " + UNIT + "), 0) AS " + name + "_high, coalesce(sum((" + expression
                + ") % " + UNIT + "), 0) AS " + name + "_low";
    }

    /** Reads the sum from a row of the query. */
    public BigInteger read(ResultSet row) throws SQLException {
        return BigInteger.valueOf(row.getLong(name + "_high"))
                .multiply(BigInteger.valueOf(UNIT))
                .add(BigInteger.valueOf(row.getLong(name + "_low")));
    }
}
