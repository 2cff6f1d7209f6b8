package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.feed.Cell;
import io.creditplatform.feed.CellFormatException;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.ingest.Quarantine.RejectedRow;
import io.creditplatform.load.Load;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks for the parents of rows that were refused for what their cells hold, so that each comes with every reason: whoever mends the
 * cells should not have the row refused once more. Rows that are refused for want of a parent alone are those of {@link Orphans}.
 */
final class RefusedOrphans {

    /** Rows whose text, of up to {@value RecordBuilder#RAW_LIMIT} characters, is in memory at once. */
    private static final int PAGE = 200;

    private final Load load;
    private final Database database;
    private final JdbcTemplate jdbc;
    private final BooleanSupplier stopRequested;

    RefusedOrphans(Load load, Database database, JdbcTemplate jdbc, BooleanSupplier stopRequested) {
        this.load = load;
        this.database = database;
        this.jdbc = jdbc;
        this.stopRequested = stopRequested;
    }

    /**
     * Adds to the reasons of a feed's rows, within the transaction that is open. It may be done again.
     *
     * @param staged the feeds of the load, whose rows count as known
     * @throws StoppedException if a stop is requested
     */
    void explain(FeedDefinition feed, Collection<FeedDefinition> staged) {
        List<Column> references = feed.references();
        JdbcClient client = JdbcClient.create(jdbc);
        Quarantine quarantine = new Quarantine(client);
        List<String> header = new LoadedFeed(client, load.id(), feed.name()).header();
        jdbc.execute((Connection connection) -> {
            ReasonCounts counts = new ReasonCounts(connection, load.id(), feed);
            long line = 0;
            List<RejectedRow> page;
            do {
                if (stopRequested.getAsBoolean()) {
                    throw new StoppedException();
                }
                page = quarantine.pageWithoutOrphans(load.id(), feed.name(), line, PAGE);
                List<Child> children = page.stream()
                        .map(row -> new Child(row, keys(row, references, header)))
                        .toList();
                Quarantine.explainAnew(
                        connection,
                        load.id(),
                        explained(children, references, known(children, references, staged), counts));
                line = page.isEmpty() ? line : page.get(page.size() - 1).line();
            } while (page.size() == PAGE);
            counts.write();
            return line;
        });
    }

    /**
     * A refused row.
     *
     * @param keys what it names its parents by, for each reference of the feed; null where it names none, or cannot be trusted
     */
    private record Child(RejectedRow row, List<@Nullable Object> keys) {}

    /** The rows that have got more reasons than they had. */
    private static List<RejectedRow> explained(
            List<Child> children, List<Column> references, List<Set<Object>> known, ReasonCounts counts) {
        List<RejectedRow> explained = new ArrayList<>();
        for (Child child : children) {
            RejectedRow row = child.row();
            List<Reason> reasons = new ArrayList<>(row.reasons());
            for (int i = 0; i < references.size(); i++) {
                Object key = child.keys().get(i);
                if (key != null && !known.get(i).contains(key)) {
                    Reason reason = Orphans.unknownParent(references.get(i), key);
                    reasons.add(reason);
                    counts.add(reason);
                }
            }
            if (reasons.size() > row.reasons().size()) {
                explained.add(new RejectedRow(row.feed(), row.file(), row.line(), row.raw(), reasons));
            }
        }
        return explained;
    }

    private static List<@Nullable Object> keys(RejectedRow row, List<Column> references, List<String> header) {
        List<String> cells = isSound(row) ? CsvText.cells(row.raw()) : List.of();
        List<@Nullable Object> keys = new ArrayList<>();
        for (Column column : references) {
            int place = header.indexOf(column.name());
            boolean told = cells.size() == header.size()
                    && place >= 0
                    && row.reasons().stream().noneMatch(reason -> column.name().equals(reason.column()));
            keys.add(told ? key(column, cells.get(place)) : null);
        }
        return keys;
    }

    private static boolean isSound(RejectedRow row) {
        return !row.isCut()
                && row.reasons().stream()
                        .noneMatch(reason -> RejectionCode.of(reason.code()).isStructural());
    }

    private static @Nullable Object key(Column column, String text) {
        Cell cell = Cell.of(text);
        try {
            return cell.isBlank() ? null : column.type().parse(cell);
        } catch (CellFormatException e) {
            return null;
        }
    }

    /** Which keys there are, of those that rows name, in the database or accepted in this load; for each reference. */
    private List<Set<Object>> known(List<Child> children, List<Column> references, Collection<FeedDefinition> staged) {
        List<Set<Object>> known = new ArrayList<>();
        for (int i = 0; i < references.size(); i++) {
            Set<Object> wanted = new HashSet<>();
            for (Child child : children) {
                Object key = child.keys().get(i);
                if (key != null) {
                    wanted.add(key);
                }
            }
            known.add(wanted.isEmpty() ? wanted : known(Feeds.parentOf(references.get(i)), wanted, staged));
        }
        return known;
    }

    private Set<Object> known(FeedDefinition parent, Set<Object> wanted, Collection<FeedDefinition> staged) {
        Column key = parent.key().get(0);
        String query = Stream.of(parent.name(), Stage.nameOf(load.id(), parent))
                .limit(staged.contains(parent) ? 2 : 1)
                .map(table ->
                        "SELECT " + key.tableName() + " FROM " + table + " WHERE " + key.tableName() + " IN (:keys)")
                .collect(Collectors.joining(" UNION "));
        return new HashSet<>(JdbcClient.create(jdbc)
                .sql(query)
                .param("keys", wanted)
                .query((row, number) -> Objects.requireNonNull(key.read(database, row)))
                .list());
    }
}
