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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Profiles the columns of a feed. One pass over the table finds ends, sums and how often each value of a closed list occurs;
 * what other columns hold is counted where there are few different values, which a look at the first rows mostly decides.
 */
final class Profiler {

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
        jdbc.batchUpdate("""
                INSERT INTO quality_profiles (run_id, entity, column_name, row_count, nulls, distinct_values,
                    min_value, max_value, mean, top_values)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, profiles(feed).stream().map(this::values).toList());
    }

    private @Nullable Object[] values(ColumnProfile profile) {
        BigDecimal mean = profile.mean();
        return new @Nullable Object[] {
            run.id(),
            profile.entity(),
            keptAs(profile),
            profile.rows(),
            profile.nulls(),
            profile.distinctValues(),
            profile.minValue(),
            profile.maxValue(),
            mean == null ? null : mean.toPlainString(),
            JsonMapper.shared().writeValueAsString(profile.topValues())
        };
    }

    /** The names of the feeds that the run has profiled. */
    List<String> done() {
        return jdbc.queryForList(
                "SELECT DISTINCT entity FROM quality_profiles WHERE run_id = ?", String.class, run.id());
    }

    private static String keptAs(ColumnProfile profile) {
        String currency = profile.currency();
        return currency == null ? profile.column() : CurrencyColumns.keptAs(profile.column(), currency);
    }

    /** Amounts of several currencies are not taken together, but looked at once more, currency by currency. */
    private List<ColumnProfile> profiles(FeedDefinition feed) {
        List<ColumnProfile> all = pass(feed, feed.columns(), null);
        Column currency = CurrencyColumns.of(feed);
        if (currency == null
                || Objects.requireNonNullElse(all.get(currency.index()).distinctValues(), 0L) < 2) {
            return all;
        }
        List<Column> amounts = feed.columns().stream()
                .filter(column -> column.type().isMoney())
                .toList();
        List<ColumnProfile> alike = new ArrayList<>(all);
        alike.removeIf(
                profile -> amounts.stream().anyMatch(column -> column.name().equals(profile.column())));
        for (String code : jdbc.queryForList(
                "SELECT DISTINCT " + currency.tableName() + " FROM " + feed.name() + " ORDER BY 1", String.class)) {
            alike.addAll(pass(feed, amounts, new Part(currency, code)));
        }
        return alike;
    }

    /** The rows of a feed in one currency. */
    private record Part(Column column, String currency) {

        String condition() {
            return " AND " + column.tableName() + " = '" + currency + "'";
        }
    }

    private List<ColumnProfile> pass(FeedDefinition feed, List<Column> columns, @Nullable Part part) {
        List<String> aggregates = new ArrayList<>(List.of("count(*)"));
        columns.forEach(column -> aggregates.addAll(aggregates(column)));
        String sql = "SELECT " + String.join(", ", aggregates) + " FROM " + rows(feed, part);
        return Objects.requireNonNull(jdbc.queryForObject(sql, (row, index) -> {
            List<ColumnProfile> profiles = new ArrayList<>();
            int place = 2;
            for (Column column : columns) {
                profiles.add(
                        column.type().codes().isEmpty()
                                ? open(feed, column, part, row, place)
                                : closed(feed, column, row, place));
                place += aggregates(column).size();
            }
            return profiles;
        }));
    }

    private static String rows(FeedDefinition feed, @Nullable Part part) {
        return feed.name() + " WHERE 1 = 1" + (part == null ? "" : part.condition());
    }

    private List<String> aggregates(Column column) {
        String name = column.tableName();
        if (!column.type().codes().isEmpty()) {
            return column.type().codes().stream()
                    .map(code -> "sum(CASE WHEN " + name + " = '" + code + "' THEN 1 ELSE 0 END)")
                    .toList();
        }
        String ordered = ordered(column);
        List<String> aggregates = new ArrayList<>(List.of(
                column.required() ? "count(*)" : "count(" + name + ")",
                column.type().isDecimal() ? "NULL" : "min(" + ordered + ")",
                column.type().isDecimal() ? "NULL" : "max(" + ordered + ")"));
        if (isAveraged(column)) {
            aggregates.add("sum(" + name + " / " + PART + ")");
            aggregates.add("sum(" + name + " % " + PART + ")");
        }
        return aggregates;
    }

    /** A column whose values are those of a closed list. */
    private static ColumnProfile closed(FeedDefinition feed, Column column, ResultSet row, int place)
            throws SQLException {
        List<ColumnProfile.Frequency> found = new ArrayList<>();
        int next = place;
        for (String code : column.type().codes()) {
            long count = row.getLong(next++);
            if (count > 0) {
                found.add(new ColumnProfile.Frequency(code, count));
            }
        }
        List<String> values =
                found.stream().map(ColumnProfile.Frequency::value).sorted().toList();
        long rows = row.getLong(1);
        return new ColumnProfile(
                feed.name(),
                column.name(),
                null,
                rows,
                rows - found.stream().mapToLong(ColumnProfile.Frequency::count).sum(),
                (long) found.size(),
                values.isEmpty() ? null : values.get(0),
                values.isEmpty() ? null : values.get(values.size() - 1),
                null,
                found.stream()
                        .sorted(Comparator.comparingLong(ColumnProfile.Frequency::count)
                                .reversed()
                                .thenComparing(ColumnProfile.Frequency::value))
                        .limit(TOP)
                        .toList());
    }

    private ColumnProfile open(FeedDefinition feed, Column column, @Nullable Part part, ResultSet row, int place)
            throws SQLException {
        long rows = row.getLong(1);
        long values = row.getLong(place);
        boolean isKey = feed.key().equals(List.of(column));
        Long distinct = isKey ? Long.valueOf(rows) : distinct(feed, column, part);
        return new ColumnProfile(
                feed.name(),
                column.name(),
                part == null ? null : part.currency(),
                rows,
                rows - values,
                distinct,
                shown(column, database.text(row, place + 1)),
                shown(column, database.text(row, place + 2)),
                isAveraged(column) && values > 0 ? mean(column, row, place, values) : null,
                isKey || distinct == null ? List.of() : top(feed, column, part));
    }

    /** How many different values there are, or null if there are too many; then the search ends early. */
    private @Nullable Long distinct(FeedDefinition feed, Column column, @Nullable Part part) {
        String name = column.tableName();
        Long distinct = jdbc.queryForObject(
                "SELECT count(*) FROM (SELECT DISTINCT " + name + " FROM " + rows(feed, part) + " AND " + name
                        + " IS NOT NULL LIMIT ?) AS different",
                Long.class,
                ColumnProfile.COUNTED_VALUES + 1);
        return distinct == null || distinct > ColumnProfile.COUNTED_VALUES ? null : distinct;
    }

    private List<ColumnProfile.Frequency> top(FeedDefinition feed, Column column, @Nullable Part part) {
        String name = column.tableName();
        return jdbc.query(
                "SELECT " + name + ", count(*) FROM " + rows(feed, part) + " AND " + name + " IS NOT NULL GROUP BY "
                        + name + " ORDER BY count(*) DESC, " + ordered(column) + " LIMIT ?",
                (row, index) -> new ColumnProfile.Frequency(
                        Objects.requireNonNull(shown(column, database.text(row, 1))), row.getLong(2)),
                TOP);
    }

    private String ordered(Column column) {
        if (column.type().isDecimal()) {
            return database.byteOrder("CAST(" + column.tableName() + " AS TEXT)");
        }
        return column.type().isText() ? database.byteOrder(column.tableName()) : column.tableName();
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
        return column.type().isNumber() && column.keyPlace() == 0 && column.parent() == null;
    }
}
