package io.creditplatform.quality;

import io.creditplatform.database.Database;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import tools.jackson.databind.json.JsonMapper;

/**
 * Profiles the columns of a feed in two passes over its table: the database counts, adds up and finds the ends; here values
 * are counted one by one, each column until it has too many different ones.
 */
final class Profiler {

    private static final int FETCH_ROWS = 1_000;
    private static final int TOP = 5;
    private static final int MEAN_DECIMALS = 2;

    /** Sums are taken of both parts of a number on its own: the sum of all could be more than 64 bits hold. */
    private static final long PART = 1_000_000;

    private final Database database;
    private final JdbcTemplate jdbc;
    private final QualityRun run;

    Profiler(Database database, JdbcTemplate jdbc, QualityRun run) {
        this.database = database;
        this.jdbc = jdbc;
        this.run = run;
    }

    /** Profiles a feed, in the place of what an interrupted attempt left; to be called in a transaction. */
    void profile(FeedDefinition feed) {
        jdbc.update("DELETE FROM quality_profiles WHERE run_id = ? AND entity = ?", run.id(), feed.name());
        Map<Column, ValueCounts> counts = count(feed);
        for (ColumnProfile profile : aggregate(feed, counts)) {
            jdbc.update(
                    """
                    INSERT INTO quality_profiles (run_id, entity, column_name, row_count, nulls, distinct_values,
                        min_value, max_value, mean, top_values)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    run.id(),
                    profile.entity(),
                    profile.column(),
                    profile.rows(),
                    profile.nulls(),
                    profile.distinctValues(),
                    profile.minValue(),
                    profile.maxValue(),
                    profile.mean() == null ? null : profile.mean().toPlainString(),
                    JsonMapper.shared().writeValueAsString(profile.topValues()));
        }
    }

    /** The names of the feeds that the run has profiled. */
    List<String> done() {
        return jdbc.queryForList(
                "SELECT DISTINCT entity FROM quality_profiles WHERE run_id = ?", String.class, run.id());
    }

    private List<ColumnProfile> aggregate(FeedDefinition feed, Map<Column, ValueCounts> counts) {
        String aggregates = feed.columns().stream().map(this::aggregates).collect(Collectors.joining(", "));
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT count(*), " + aggregates + " FROM " + feed.name(), (row, index) -> {
                    List<ColumnProfile> profiles = new ArrayList<>();
                    int place = 2;
                    for (Column column : feed.columns()) {
                        profiles.add(profile(feed, column, row, place, Objects.requireNonNull(counts.get(column))));
                        place += isAveraged(column) ? 5 : 3;
                    }
                    return profiles;
                }));
    }

    private String aggregates(Column column) {
        String name = column.tableName();
        String ordered = column.type().isText() || isCoded(column) ? database.byteOrder(name) : name;
        String ends = "count(" + name + "), min(" + ordered + "), max(" + ordered + ")";
        return isAveraged(column)
                ? ends + ", sum(" + name + " / " + PART + "), sum(" + name + " % " + PART + ")"
                : ends;
    }

    private ColumnProfile profile(FeedDefinition feed, Column column, ResultSet row, int place, ValueCounts counts)
            throws SQLException {
        long rows = row.getLong(1);
        long values = row.getLong(place);
        boolean isKey = feed.key().equals(List.of(column));
        return new ColumnProfile(
                feed.name(),
                column.name(),
                rows,
                rows - values,
                isKey ? Long.valueOf(rows) : counts.distinct(),
                shown(column, database.text(row, place + 1)),
                shown(column, database.text(row, place + 2)),
                isAveraged(column) && values > 0 ? mean(column, row, place, values) : null,
                counts.top(column));
    }

    private static BigDecimal mean(Column column, ResultSet row, int place, long values) throws SQLException {
        BigInteger sum = new BigInteger(row.getString(place + 3))
                .multiply(BigInteger.valueOf(PART))
                .add(new BigInteger(row.getString(place + 4)));
        return new BigDecimal(sum, column.type().isMoney() ? Money.DECIMALS : 0)
                .divide(BigDecimal.valueOf(values), MEAN_DECIMALS, RoundingMode.HALF_UP);
    }

    private static @Nullable String shown(Column column, @Nullable String value) {
        return value != null && column.type().isMoney()
                ? new BigDecimal(value).movePointLeft(Money.DECIMALS).toPlainString()
                : value;
    }

    /** Means of keys say nothing. */
    private static boolean isAveraged(Column column) {
        boolean number = column.type().isMoney() || column.type().name().equals("int");
        return number && column.keyPlace() == 0 && column.parent() == null;
    }

    private static boolean isCoded(Column column) {
        return column.type().name().startsWith("{");
    }

    private Map<Column, ValueCounts> count(FeedDefinition feed) {
        Map<Column, ValueCounts> counts = new HashMap<>();
        feed.columns()
                .forEach(column -> counts.put(column, new ValueCounts(feed.key().equals(List.of(column)))));
        JdbcTemplate streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        streaming.setFetchSize(FETCH_ROWS);
        streaming.query(
                "SELECT " + feed.tableColumns() + " FROM " + feed.name(), (ResultSetExtractor<Boolean>) rows -> {
                    while (rows.next() && counts.values().stream().anyMatch(ValueCounts::isOpen)) {
                        for (Column column : feed.columns()) {
                            ValueCounts values = Objects.requireNonNull(counts.get(column));
                            if (values.isOpen()) {
                                values.add(database.text(rows, column.index() + 1));
                            }
                        }
                    }
                    return true;
                });
        return counts;
    }

    /** How often each value of a column occurs, until there are too many. */
    private static final class ValueCounts {

        private final Map<String, Long> counts = new HashMap<>();
        private boolean open;

        /** @param allDiffer whether it is known that no value comes twice */
        ValueCounts(boolean allDiffer) {
            open = !allDiffer;
        }

        boolean isOpen() {
            return open;
        }

        void add(@Nullable String value) {
            if (value != null) {
                counts.merge(value, 1L, Long::sum);
                if (counts.size() > ColumnProfile.COUNTED_VALUES) {
                    open = false;
                    counts.clear();
                }
            }
        }

        @Nullable Long distinct() {
            return open ? Long.valueOf(counts.size()) : null;
        }

        List<ColumnProfile.Frequency> top(Column column) {
            return counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(TOP)
                    .map(entry -> new ColumnProfile.Frequency(
                            Objects.requireNonNull(shown(column, entry.getKey())), entry.getValue()))
                    .toList();
        }
    }
}
