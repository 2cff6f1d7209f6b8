package io.creditplatform.derived;

import io.creditplatform.measure.DerivedTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows that a derived table is to have for some sellers. They are written beside the table, then take the place of what it
 * has: what is the same stays, so that only real changes make versions. Into an empty table they are written at once.
 */
final class NewRows {

    private final DerivedTable derived;
    private final Keeping keeping;
    private final JdbcOperations operations;
    private final JdbcClient jdbc;
    private final boolean direct;

    private NewRows(DerivedTable derived, Keeping keeping, JdbcOperations operations, boolean direct) {
        this.derived = derived;
        this.keeping = keeping;
        this.operations = operations;
        this.jdbc = JdbcClient.create(operations);
        this.direct = direct;
    }

    /** Begins with none. */
    static NewRows of(DerivedTable derived, Keeping keeping, JdbcOperations operations) {
        boolean empty = !keeping.isComparison()
                && JdbcClient.create(operations)
                        .sql("SELECT 1 FROM " + derived.table() + " LIMIT 1")
                        .query(Integer.class)
                        .optional()
                        .isEmpty();
        NewRows rows = new NewRows(derived, keeping, operations, empty);
        if (!empty) {
            rows.jdbc
                    .sql("CREATE TABLE " + rows.table() + " AS SELECT " + derived.columns() + ", load_id FROM "
                            + derived.table() + " WHERE 1 = 0")
                    .update();
        }
        return rows;
    }

    /** The table that they are written into. */
    String table() {
        return direct ? derived.table() : keeping.scratch(derived.table());
    }

    /** Adds rows, each with the values of all columns but the load, in their order. */
    void add(List<@Nullable Object[]> rows) {
        String places = String.join(
                ", ",
                Collections.nCopies(derived.key().size() + derived.figures().size(), "?"));
        operations.batchUpdate(
                "INSERT INTO " + table() + " (" + derived.columns() + ", load_id) VALUES (" + places + ", "
                        + keeping.loadId() + ")",
                rows);
    }

    /**
     * Puts them in the place of what the table has.
     *
     * @param scope which of the table's rows they replace, a condition on its columns; those without a successor go
     * @return how many rows changed, came or went, where that is asked for
     */
    long settle(String scope) {
        if (direct) {
            return keeping.isLoad() ? 0 : count(); // which nobody asks for
        }
        index();
        String gone = " FROM " + derived.table() + " t WHERE " + scope + " AND NOT EXISTS (SELECT 1 FROM " + table()
                + " n WHERE " + sameKey("n", "t") + ")";
        if (keeping.isLoad()) {
            String kept = "INSERT INTO " + derived.table() + "_history (" + derived.columns()
                    + ", load_id, ended_by, ended_as) SELECT " + columns("t") + ", t.load_id, " + keeping.loadId();
            jdbc.sql(kept + ", 'replaced' FROM " + table() + " n JOIN " + derived.table() + " t ON " + sameKey("n", "t")
                            + " WHERE " + differ("n", "t"))
                    .update();
            jdbc.sql(kept + ", 'removed'" + gone).update();
        }
        long changed = jdbc.sql("UPDATE " + derived.table() + " SET " + assigned() + " FROM " + table() + " n WHERE "
                        + sameKey("n", derived.table()) + " AND (" + differ("n", derived.table()) + ")")
                .update();
        changed += jdbc.sql("DELETE FROM " + derived.table() + " WHERE (" + keys("") + ") IN (SELECT " + keys("t.")
                        + gone + ")")
                .update();
        changed += jdbc.sql("INSERT INTO " + derived.table() + " (" + derived.columns() + ", load_id) SELECT "
                        + columns("n")
                        + ", n.load_id FROM " + table() + " n WHERE NOT EXISTS (SELECT 1 FROM " + derived.table()
                        + " t WHERE " + sameKey("n", "t") + ")")
                .update();
        jdbc.sql("DROP TABLE " + table()).update();
        return changed;
    }

    /** How many rows the table itself has. */
    long count() {
        return count(derived.table());
    }

    DerivedTable derived() {
        return derived;
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    /** Takes rows out of a derived table that none replaces. */
    static void remove(DerivedTable derived, String condition, Keeping keeping, JdbcClient jdbc) {
        if (keeping.isLoad()) {
            jdbc.sql("INSERT INTO " + derived.table() + "_history (" + derived.columns()
                            + ", load_id, ended_by, ended_as) SELECT " + derived.columns() + ", load_id, "
                            + keeping.loadId() + ", 'removed' FROM " + derived.table() + " WHERE " + condition)
                    .update();
        }
        jdbc.sql("DELETE FROM " + derived.table() + " WHERE " + condition).update();
    }

    private void index() {
        jdbc.sql("CREATE UNIQUE INDEX " + table() + "_key ON " + table() + " (" + keys("") + ")")
                .update();
    }

    /** Where the table differs from them, which are all that it should have; the first of each kind, by key. */
    List<Difference> differences(int atMost) {
        index();
        String table = derived.table();
        List<Difference> differences = new ArrayList<>();
        jdbc.sql("SELECT " + columns("n") + ", " + figures("t", "got_") + " FROM " + table() + " n JOIN " + table
                        + " t ON " + sameKey("n", "t") + " WHERE " + differ("n", "t") + " ORDER BY " + keys("n.")
                        + " LIMIT " + atMost)
                .query(row -> {
                    for (String column : derived.figures()) {
                        String got = row.getString("got_" + column);
                        String expected = row.getString(column);
                        if (!Objects.equals(got, expected)) {
                            differences.add(new Difference(
                                    derived,
                                    derived.named(row),
                                    column,
                                    Difference.shown(column, got),
                                    Difference.shown(column, expected)));
                        }
                    }
                });
        differences.addAll(lacking(table(), table, atMost, "a row", null));
        differences.addAll(lacking(table, table(), atMost, null, "a row"));
        return differences;
    }

    /** Rows that one of two tables has and the other one lacks. */
    private List<Difference> lacking(
            String having, String lacking, int atMost, @Nullable String expected, @Nullable String got) {
        return jdbc.sql("SELECT " + keys("h.") + " FROM " + having + " h WHERE NOT EXISTS (SELECT 1 FROM " + lacking
                        + " l WHERE " + sameKey("h", "l") + ") ORDER BY " + keys("h.") + " LIMIT " + atMost)
                .query((row, index) -> new Difference(derived, derived.named(row), null, got, expected))
                .list();
    }

    private String figures(String table, String prefix) {
        return derived.figures().stream()
                .map(column -> table + "." + column + " AS " + prefix + column)
                .collect(Collectors.joining(", "));
    }

    private String keys(String prefix) {
        return derived.key().stream().map(column -> prefix + column).collect(Collectors.joining(", "));
    }

    private String columns(String table) {
        return Stream.of(derived.key(), derived.figures())
                .flatMap(List::stream)
                .map(column -> table + "." + column)
                .collect(Collectors.joining(", "));
    }

    private String sameKey(String a, String b) {
        return derived.key().stream()
                .map(column -> a + "." + column + " = " + b + "." + column)
                .collect(Collectors.joining(" AND "));
    }

    private String differ(String a, String b) {
        return derived.figures().stream()
                .map(column -> a + "." + column + " IS DISTINCT FROM " + b + "." + column)
                .collect(Collectors.joining(" OR "));
    }

    private String assigned() {
        return Stream.concat(
                        derived.figures().stream(), keeping.isLoad() ? Stream.of("load_id") : Stream.<String>empty())
                .map(column -> column + " = n." + column)
                .collect(Collectors.joining(", "));
    }
}
