package io.creditplatform.quality;

import io.creditplatform.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** How many credits have which status, by the one that they should have. */
final class CreditStatusMatrix {

    private final Database database;
    private final JdbcTemplate jdbc;
    private final QualityRun run;

    CreditStatusMatrix(Database database, JdbcTemplate jdbc, QualityRun run) {
        this.database = database;
        this.jdbc = jdbc;
        this.run = run;
    }

    /** Counts; to be called in a transaction. */
    void write() {
        List<Object[]> cells = new ArrayList<>();
        new NamedParameterJdbcTemplate(jdbc)
                .query(
                        Rules.creditStatusMatrix(database),
                        Map.of("as_of", Objects.requireNonNull(database.sqlValue(run.asOf()))),
                        row -> {
                            cells.add(new Object[] {
                                run.id(), row.getString("expected"), row.getString("status"), row.getLong("credits")
                            });
                        });
        jdbc.batchUpdate(
                "INSERT INTO quality_credit_status (run_id, expected, actual, credits) VALUES (?, ?, ?, ?)", cells);
    }
}
