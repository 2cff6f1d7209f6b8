package io.creditplatform.derived;

import io.creditplatform.database.Database;
import io.creditplatform.measure.DerivedTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the derived tables of a database follow from, as against what this program has them follow from. */
final class Definition {

    private final JdbcClient jdbc;
    private final String current;

    Definition(Database database, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.current = digest(DerivedTable.definition(database));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the tables were worked out as this program would. */
    boolean isCurrent() {
        return jdbc.sql("SELECT definition FROM derived_tables")
                .query((row, index) -> row.getString("definition"))
                .optional()
                .filter(current::equals)
                .isPresent();
    }

    /**
     * Records that they are now.
     *
     * @param loadId the newest load
     */
    void record(long loadId) {
        jdbc.sql("DELETE FROM derived_tables").update();
        jdbc.sql("INSERT INTO derived_tables (definition, load_id) VALUES (?, ?)")
                .params(current, loadId)
                .update();
    }

    /** The newest load when the tables were first worked out as they are now; versions that later loads ended are of the same kind. */
    long since() {
        return jdbc.sql("SELECT coalesce(max(load_id), 0) FROM derived_tables")
                .query(Long.class)
                .single();
    }
}
