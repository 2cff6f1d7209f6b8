package io.creditplatform.derived;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sellers whose derived rows are to be worked out, in a table of the transaction that does so; there is none as long as there are no sellers, or all
 * of them.
 */
final class SellerSet {

    private final String table;
    private final JdbcClient jdbc;
    private boolean everyone;
    private boolean some;

    /** @param table a name that no other table has */
    SellerSet(String table, JdbcClient jdbc) {
        this.table = table;
        this.jdbc = jdbc;
    }

    /** Adds every seller that there is, or will be. */
    void addEveryone() {
        everyone = true;
    }

    /** Adds the sellers whose numbers a query gives. */
    void add(String query, Object... parameters) {
        if (everyone) {
            return;
        }
        if (!some) {
            jdbc.sql("CREATE TABLE " + table + " (seller_id BIGINT NOT NULL PRIMARY KEY)")
                    .update();
            some = true;
        }
        jdbc.sql("INSERT INTO " + table + " SELECT seller_id FROM (" + query
                        + ") added WHERE true ON CONFLICT DO NOTHING")
                .params(parameters)
                .update();
    }

    boolean isEveryone() {
        return everyone;
    }

    boolean isEmpty() {
        return !everyone
                && (!some
                        || jdbc.sql("SELECT 1 FROM " + table + " LIMIT 1")
                                .query(Integer.class)
                                .optional()
                                .isEmpty());
    }

    /** A condition: the column's seller is one of them. */
    String among(String column) {
        if (everyone) {
            return "1 = 1";
        }
        return some ? column + " IN (SELECT seller_id FROM " + table + ")" : "1 = 0";
    }

    /** Adds the sellers of another set. */
    void addAll(SellerSet others) {
        if (others.everyone) {
            addEveryone();
        } else if (others.some) {
            add("SELECT seller_id FROM " + others.table);
        }
    }

    void drop() {
        if (some) {
            jdbc.sql("DROP TABLE " + table).update();
            some = false;
        }
    }
}
