package io.creditplatform.generate;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.ingest.CsvText;
import io.creditplatform.model.Coded;
import io.creditplatform.model.Money;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one feed with bad rows and repeated rows among them. Those are added; nothing else in the extract rests
 * on them, but for children that name a rejected row as their parent, and are rejected too.
 */
final class FeedDefects {

    /** Keys of bad rows are numbered from here on; no sound row comes near. */
    private static final long FIRST_KEY = 7_000_000_000_000L;

    private final FeedDefinition feed;
    private final FeedDefinition.RowFactory factory;
    private final RecordWriter writer;
    private final PlantedList list;
    private final List<Spoiling> spoilings = new ArrayList<>();
    private final Quota childrenOfRejected;
    private final Quota superseded;
    private final Quota duplicates;
    private final @Nullable Column changed;
    private long ownKeys = FIRST_KEY;
    private long rejected;

    FeedDefects(FeedDefinition feed, RecordWriter writer, BigDecimal share, PlantedList list) {
        this.feed = feed;
        this.factory = feed.rowFactory();
        this.writer = writer;
        this.list = list;
        for (BadRow kind : BadRow.values()) {
            List<Column> columns = feed.columns().stream()
                    .filter(column -> kind.suits(feed, column))
                    .toList();
            if (!columns.isEmpty()) {
                spoilings.add(new Spoiling(kind, columns, new Quota(share)));
            }
        }
        this.childrenOfRejected = new Quota(share);
        this.duplicates = new Quota(share);
        this.superseded = new Quota(share);
        this.changed = feed.columns().stream()
                .filter(column -> column.keyPlace() == 0 && column.parent() == null)
                .findFirst()
                .orElse(null);
    }

    /** How many of the rows written a load will reject. */
    long rejected() {
        return rejected;
    }

    /**
     * Writes a sound row, repeated rows before it, and bad rows after it; returns how many that are.
     *
     * @param rows how many sound rows there are with this one
     */
    long write(Record row, @Nullable String brokenRule, long rows) throws IOException {
        long written = 1;
        List<String> cells = writer.cells(row);
        if (changed != null && superseded.isDue(rows)) {
            long line = writer.write(changed(row, changed));
            list.add(Planted.repeated("superseded", feed.name(), line, key(cells)));
            superseded.plant();
            written++;
        }
        if (duplicates.isDue(rows)) {
            long line = writer.write(row);
            list.add(Planted.repeated("duplicate", feed.name(), line, key(cells)));
            duplicates.plant();
            written++;
        }
        long line = writer.write(cells);
        if (brokenRule != null) {
            list.add(Planted.issue(brokenRule, feed.name(), line, key(cells)));
        }
        if (cells.stream().noneMatch(cell -> cell.indexOf('\n') >= 0)) { // a broken record costs its first line only
            long before = rejected;
            writeBadRows(cells, rows);
            written += rejected - before;
        }
        return written;
    }

    private void writeBadRows(List<String> sound, long rows) throws IOException {
        for (Spoiling spoiling : spoilings) {
            Quota quota = spoiling.quota();
            if (quota.isDue(rows)) {
                List<Column> columns = spoiling.columns();
                Column column = columns.get((int) (quota.planted() % columns.size()));
                List<String> cells = withOwnKey(sound);
                spoiling.kind().spoil(cells, feed, column, quota.planted() / columns.size());
                write(spoiling.kind(), column, cells);
                if (feed.key().size() == 1 && column.keyPlace() == 0) {
                    list.rejectedKey(feed.type(), key(cells));
                }
                quota.plant();
            }
        }
        for (Column column : feed.references()) {
            String parent = list.rejectedKey(Feeds.parentOf(column).type());
            if (parent != null && childrenOfRejected.isDue(rows)) {
                List<String> cells = withOwnKey(sound);
                cells.set(column.index(), parent);
                write(BadRow.WITHOUT_PARENT, column, cells);
                childrenOfRejected.plant();
            }
        }
    }

    /** A way to spoil rows of this feed, and the columns that take turns. */
    private record Spoiling(BadRow kind, List<Column> columns, Quota quota) {}

    private void write(BadRow kind, Column column, List<String> cells) throws IOException {
        long line = writer.write(kind.bytes(String.join(",", cells)));
        list.add(Planted.rejected(kind.code, feed.name(), line, kind.reported(column), key(cells)));
        rejected++;
    }

    /** A copy of a row, its cells as they stand in the file, with a key that no other row has if the key is one column. */
    private List<String> withOwnKey(List<String> sound) {
        List<String> cells = new ArrayList<>(sound);
        cells.replaceAll(cell -> CsvText.line(List.of(cell)));
        if (feed.key().size() == 1) {
            Column key = feed.key().get(0);
            boolean patterned = BadRow.has(feed, key, Pattern.class);
            cells.set(key.index(), ++ownKeys + (patterned ? "_20240101" : ""));
        }
        return cells;
    }

    private String key(List<String> cells) {
        return feed.key().stream()
                .map(column -> column.index() < cells.size() ? cells.get(column.index()) : "")
                .collect(Collectors.joining("/"));
    }

    /** The same row with another value in one column. */
    private Record changed(Record row, Column column) {
        @Nullable Object[] values = Arrays.stream(feed.type().getRecordComponents())
                .map(component -> RecordWriter.value(component, row))
                .toArray();
        values[column.index()] = another(values[column.index()]);
        return factory.row(values);
    }

    private static @Nullable Object another(@Nullable Object value) {
        if (value instanceof Money money) {
            return new Money(money.minorUnits() + 1_00);
        } else if (value instanceof BigDecimal decimal) {
            return decimal.add(BigDecimal.ONE);
        } else if (value instanceof Long number) {
            return number + 1;
        } else if (value instanceof String text) {
            return text + "?";
        } else if (value instanceof LocalDate date) {
            return date.plusDays(1);
        } else if (value instanceof Instant instant) {
            return instant.plusSeconds(1);
        } else if (value instanceof Coded) {
            return Arrays.stream(value.getClass().getEnumConstants())
                    .filter(constant -> constant != value)
                    .findFirst()
                    .orElseThrow();
        }
        throw new IllegalArgumentException("No other value for " + value);
    }
}
