package io.creditplatform.quality;

import io.creditplatform.database.Database;
import io.creditplatform.feed.Column;
import io.creditplatform.ingest.Quarantine;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs one rule and keeps the rows that break it. Rows come and go in batches, so that memory does not grow with them. */
final class RuleCheck {

    private static final int BATCH = 1_000;

    private final Database database;
    private final JdbcTemplate jdbc;
    private final QualityRun run;

    RuleCheck(Database database, JdbcTemplate jdbc, QualityRun run) {
        this.database = database;
        this.jdbc = jdbc;
        this.run = run;
    }

    /** Keeps what breaks the rule, in the place of what an interrupted attempt left; to be called in a transaction. */
    void check(Rule rule) {
        long start = System.nanoTime();
        for (String table : List.of("quality_issues", "quality_rules")) {
            jdbc.update("DELETE FROM " + table + " WHERE run_id = ? AND rule = ?", run.id(), rule.code());
        }
        Issues issues = new Issues(rule);
        new NamedParameterJdbcTemplate(jdbc)
                .query(
                        rule.sql(),
                        Map.of("as_of", Objects.requireNonNull(database.sqlValue(run.asOf()))),
                        rows(rule, issues));
        if (rule.reference() != null) {
            addRefused(rule, rule.reference(), issues);
        }
        issues.write();
        jdbc.update(
                """
                INSERT INTO quality_rules (run_id, rule, entity, severity, title, advice, issues, duration_ms)
                VALUES (?, ?, ?, ?, ?, ?, (SELECT count(*) FROM quality_issues WHERE run_id = ? AND rule = ?), ?)
                """,
                run.id(),
                rule.code(),
                rule.entity().name(),
                rule.severity().code(),
                rule.title(),
                rule.advice(),
                run.id(),
                rule.code(),
                (System.nanoTime() - start) / 1_000_000);
    }

    /** The codes of the rules that the run is through with. */
    List<String> done() {
        return jdbc.queryForList("SELECT rule FROM quality_rules WHERE run_id = ?", String.class, run.id());
    }

    private ResultSetExtractor<Boolean> rows(Rule rule, Issues issues) {
        return rows -> {
            Map<String, Integer> places = places(rows.getMetaData());
            int keyParts = Objects.requireNonNull(places.get("weight")) - 1;
            while (rows.next()) {
                String key = IntStream.rangeClosed(1, keyParts)
                        .mapToObj(place -> text(rows, place))
                        .collect(Collectors.joining("/"));
                String reason = rule.reason().of(column -> text(rows, place(places, column)));
                issues.add(key, reason, rows.getLong("weight"), null);
            }
            return true;
        };
    }

    private static Map<String, Integer> places(ResultSetMetaData columns) throws SQLException {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            places.put(columns.getColumnLabel(i), i);
        }
        return places;
    }

    private static int place(Map<String, Integer> places, String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalStateException("The SQL has no column " + column + ", only " + places.keySet());
        }
        return place;
    }

    private @Nullable String text(ResultSet row, int place) {
        try {
            return database.text(row, place);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read column " + place, e);
        }
    }

    /** Rows that were refused since they have no parent; they are in quarantine, not in the table. */
    private void addRefused(Rule rule, Column column, Issues issues) {
        new Quarantine(JdbcClient.create(jdbc))
                .forEachOrphan(
                        run.loadId(),
                        rule.entity(),
                        column,
                        (row, key, reason) -> issues.add(
                                key,
                                column.name() + ": " + reason.message() + "; refused, " + row.file() + " line "
                                        + row.line(),
                                1,
                                row.line()));
    }

    /** Issues on their way into the table. */
    private final class Issues {

        private final Rule rule;
        private final List<@Nullable Object[]> batch = new ArrayList<>();

        Issues(Rule rule) {
            this.rule = rule;
        }

        void add(String key, String reason, long weight, @Nullable Long line) {
            batch.add(new @Nullable Object[] {
                run.id(),
                rule.code(),
                rule.entity().name(),
                key,
                rule.severity().code(),
                reason,
                weight,
                line
            });
            if (batch.size() == BATCH) {
                write();
            }
        }

        /** Of several refused rows with one key, or beside a row in the table, the first is enough. */
        void write() {
            jdbc.batchUpdate("""
                    INSERT INTO quality_issues (run_id, rule, entity, entity_key, severity, reason, weight, line)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (run_id, rule, entity_key) DO NOTHING
                    """, batch);
            batch.clear();
        }
    }
}
