package io.creditplatform.derived;

import io.creditplatform.database.Database;
import io.creditplatform.database.ExactSum;
import io.creditplatform.database.Refusal;
import io.creditplatform.measure.SellerMeasure;
import java.sql.Connection;
import java.sql.Savepoint;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds out which seller's sum it is that a database cannot hold, since it says no more than that one is too large. */
final class LargeSums {

    private static final int BITS = 63;

    private final Database database;
    private final JdbcOperations operations;

    LargeSums(Database database, JdbcOperations operations) {
        this.database = database;
        this.operations = operations;
    }

    /**
     * Adds up sellers' rows, within a transaction.
     *
     * @param sellers which ones, a condition on their number
     * @throws SumTooLargeException if a sum is more than can be kept
     */
    void watch(String sellers, Runnable adding) {
        operations.execute((Connection connection) -> {
            Savepoint before = connection.setSavepoint(); // a transaction of PostgreSQL answers nothing after a failure
            try {
                adding.run();
                connection.releaseSavepoint(before);
                return true;
            } catch (DataAccessException e) {
                boolean tooLarge = Refusal.of(database, e)
                        .filter(refusal -> refusal.cause() == Refusal.Cause.OVERFLOW)
                        .isPresent();
                if (tooLarge) {
                    connection.rollback(before);
                    find(sellers).ifPresent(found -> {
                        throw found;
                    });
                }
                throw e;
            }
        });
    }

    private Optional<SumTooLargeException> find(String sellers) {
        for (SellerMeasure measure : SellerMeasure.money()) {
            ExactSum sum = new ExactSum(measure.code());
            Optional<Long> seller = JdbcClient.create(operations)
                    .sql("SELECT seller_id, " + sum.of(measure.ofRow()) + " FROM "
                            + measure.feed().table() + " WHERE " + sellers + " GROUP BY seller_id ORDER BY seller_id")
                    .query(rows -> {
                        while (rows.next()) {
                            if (sum.read(rows).bitLength() > BITS) {
                                return Optional.of(rows.getLong("seller_id"));
                            }
                        }
                        return Optional.<Long>empty();
                    });
            if (seller.isPresent()) {
                return Optional.of(SumTooLargeException.of(seller.get(), measure));
            }
        }
        return Optional.empty();
    }
}
