package io.creditplatform.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;

/**
 * What the tables of feeds hold after loads, by docs/domain.md alone: an immutable state, and what a load makes of it. It shares no
 * code with the program.
 *
 * @param rows by feed and key
 * @param ended versions of before, by feed
 */
@NullUnmarked // what is looked up in its maps is there by how they are made
public record PlainTables(Map<String, Map<String, Version>> rows, Map<String, List<Ended>> ended) {

    /** Of no loads. */
    public static final PlainTables EMPTY = new PlainTables(Map.of(), Map.of());

    /** What a row was or is, with the load and the line that brought it. */
    public record Version(Map<String, String> values, long load, int line) {}

    /** A version that a load replaced or removed. */
    public record Ended(Version version, long by, String as) {}

    /** What became of a feed's rows. */
    public record Counts(
            long read,
            long inserted,
            long updated,
            long unchanged,
            long duplicate,
            long superseded,
            long rejected,
            long removed,
            long stillReferenced) {}

    /**
     * What a load came to.
     *
     * @param after the state after it, or nothing if a gate stopped it
     * @param counts by feed; where a gate stopped it, only what was read and rejected
     */
    public record Outcome(Optional<PlainTables> after, Map<String, Counts> counts) {}

    /** The rows of a feed. */
    public Map<String, Version> of(PlainFeed feed) {
        return rows.getOrDefault(feed.name(), Map.of());
    }

    /** The versions of before of a feed. */
    public List<Ended> endedOf(PlainFeed feed) {
        return ended.getOrDefault(feed.name(), List.of());
    }

    /** The newest day on which something happened, which is no plan. */
    public Optional<LocalDate> newestDay() {
        return PlainFeed.FEEDS.stream()
                .flatMap(feed -> feed.columns().stream()
                        .filter(column -> column.kind().equals("timestamp") && column.required())
                        .flatMap(column -> of(feed).values().stream()
                                .map(row -> row.values().get(column.name()))))
                .map(time -> LocalDate.parse(time.substring(0, 10)))
                .max(Comparator.naturalOrder());
    }

    /** What a load makes of this state. */
    public Outcome load(PlainLoad load, long id) {
        Work work = new Work(load, id);
        PlainFeed.FEEDS.forEach(work::stage);
        return work.isTooBad() ? work.stopped() : work.publish();
    }

    /** A row that was accepted. */
    private record Staged(String key, Map<String, String> values, int line) {}

    /** A load under way. */
    private final class Work {

        private final PlainLoad load;
        private final long id;
        private final Map<String, List<Staged>> staged = new HashMap<>();
        private final Map<String, Set<String>> delivered = new HashMap<>();
        private final Map<String, Counts> counts = new TreeMap<>();
        private final Map<String, Map<String, Version>> rows = new HashMap<>(PlainTables.this.rows);
        private final Map<String, List<Ended>> ended = new HashMap<>(PlainTables.this.ended);

        Work(PlainLoad load, long id) {
            this.load = load;
            this.id = id;
        }

        void stage(PlainFeed feed) {
            PlainLoad.File file = load.files().get(feed.name());
            if (file == null) {
                return;
            }
            List<Staged> accepted = new ArrayList<>();
            Set<String> keys = new HashSet<>();
            for (int row = 0; row < file.lines().size(); row++) {
                Map<String, String> values = new LinkedHashMap<>();
                Map<String, String> cells = file.cells(row);
                for (PlainFeed.Column column : feed.columns()) {
                    String cell = cells.get(column.name());
                    if (cell != null) {
                        PlainFeed.value(column, cell).ifPresent(value -> values.put(column.name(), value));
                    }
                }
                boolean good = file.isWhole(row)
                        && feed.columns().stream()
                                .filter(column -> file.header().contains(column.name()))
                                .allMatch(column -> values.containsKey(column.name()) && isKnown(column, values));
                if (good) {
                    accepted.add(new Staged(feed.key(values), values, file.line(row)));
                }
                key(feed, cells).ifPresent(keys::add);
            }
            staged.put(feed.name(), accepted);
            delivered.put(feed.name(), keys);
            long read = file.lines().size();
            counts.put(feed.name(), new Counts(read, 0, 0, 0, 0, 0, read - accepted.size(), 0, 0));
        }

        /** The key of a row, whether or not it is good otherwise. */
        private Optional<String> key(PlainFeed feed, Map<String, String> cells) {
            Map<String, String> values = new HashMap<>();
            for (PlainFeed.Column column : feed.key()) {
                String cell = cells.getOrDefault(column.name(), "")
                        .replace('\u00A0', ' ')
                        .strip();
                PlainFeed.value(column, cell).ifPresent(value -> values.put(column.name(), value));
            }
            return values.size() == feed.key().size() ? Optional.of(feed.key(values)) : Optional.empty();
        }

        private boolean isKnown(PlainFeed.Column column, Map<String, String> values) {
            String parent = values.getOrDefault(column.name(), "");
            return column.parent().isEmpty()
                    || rows.getOrDefault(column.parent(), Map.of()).containsKey(parent)
                    || staged.getOrDefault(column.parent(), List.of()).stream()
                            .anyMatch(row -> row.key().equals(parent));
        }

        boolean isTooBad() {
            return counts.values().stream()
                    .anyMatch(count -> count.rejected() * 100 > count.read() * load.maxRejected());
        }

        Outcome stopped() {
            return new Outcome(Optional.empty(), counts);
        }

        Outcome publish() {
            PlainFeed.FEEDS.stream()
                    .filter(feed -> load.files().containsKey(feed.name()))
                    .forEach(this::merge);
            boolean tooMany = false;
            for (int i = PlainFeed.FEEDS.size() - 1; i >= 0; i--) {
                PlainFeed feed = PlainFeed.FEEDS.get(i);
                tooMany |= load.complete().contains(feed.name()) && !remove(feed);
            }
            return tooMany ? stopped() : new Outcome(Optional.of(new PlainTables(rows, ended)), counts);
        }

        private void merge(PlainFeed feed) {
            Map<String, Staged> last = new LinkedHashMap<>();
            staged.get(feed.name()).forEach(row -> last.put(row.key(), row));
            long inserted = 0;
            long updated = 0;
            Map<String, Version> merged = new HashMap<>(of(feed));
            List<Ended> versions = new ArrayList<>(endedOf(feed));
            for (Staged row : last.values()) {
                Version known = merged.get(row.key());
                Map<String, String> values = new HashMap<>();
                feed.columns().forEach(column -> values.put(column.name(), column.optional() ? "USD" : ""));
                if (known != null) {
                    values.putAll(known.values());
                }
                values.putAll(row.values());
                if (known == null) {
                    inserted++;
                } else if (known.values().equals(values)) {
                    continue;
                } else {
                    updated++;
                    versions.add(new Ended(known, id, "replaced"));
                }
                merged.put(row.key(), new Version(values, id, row.line()));
            }
            rows.put(feed.name(), merged);
            ended.put(feed.name(), versions);
            long superseded = 0;
            long duplicate = 0;
            for (Staged row : staged.get(feed.name())) {
                Staged kept = last.get(row.key());
                if (row.line() != kept.line()) {
                    superseded += row.values().equals(kept.values()) ? 0 : 1;
                    duplicate += row.values().equals(kept.values()) ? 1 : 0;
                }
            }
            Counts before = counts.get(feed.name());
            long unchanged = last.size() - inserted - updated;
            counts.put(
                    feed.name(),
                    new Counts(
                            before.read(),
                            inserted,
                            updated,
                            unchanged,
                            duplicate,
                            superseded,
                            before.rejected(),
                            0,
                            0));
        }

        /** Removes what is gone; returns whether that is no more than may be. */
        private boolean remove(PlainFeed feed) {
            Map<String, Version> left = new HashMap<>(rows.get(feed.name()));
            List<Ended> versions = new ArrayList<>(ended.get(feed.name()));
            long removed = 0;
            long staying = 0;
            for (String key : of(feed).keySet()) {
                if (delivered.get(feed.name()).contains(key)) {
                    continue;
                }
                if (isReferredTo(feed, key)) {
                    staying++;
                } else {
                    removed++;
                    versions.add(new Ended(left.remove(key), id, "removed"));
                }
            }
            rows.put(feed.name(), left);
            ended.put(feed.name(), versions);
            Counts so = counts.get(feed.name());
            counts.put(
                    feed.name(),
                    new Counts(
                            so.read(),
                            so.inserted(),
                            so.updated(),
                            so.unchanged(),
                            so.duplicate(),
                            so.superseded(),
                            so.rejected(),
                            removed,
                            staying));
            return removed * 100 <= of(feed).size() * (long) load.maxRemoved();
        }

        private boolean isReferredTo(PlainFeed feed, String key) {
            return feed.children().entrySet().stream()
                    .anyMatch(child -> rows.getOrDefault(child.getKey().name(), Map.of()).values().stream()
                            .anyMatch(row -> child.getValue().stream()
                                    .anyMatch(column -> key.equals(row.values().get(column.name())))));
        }
    }
}
