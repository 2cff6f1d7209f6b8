package io.creditplatform.feed;

import io.creditplatform.database.ClasspathFolder;
import io.creditplatform.model.Feed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All feeds of the platform in load order: a parent before its children, else by name. Every record of the model's package
 * that is annotated with {@link Feed} is one; there is no list to keep.
 */
public final class Feeds {

    private static final String MODEL = "io/creditplatform/model";
    private static final List<FeedDefinition> ALL = inLoadOrder(read());

    private Feeds() {}

    /** Every feed, in load order. */
    public static List<FeedDefinition> all() {
        return ALL;
    }

    /** The feed of that name. */
    public static Optional<FeedDefinition> named(String name) {
        return ALL.stream().filter(feed -> feed.name().equals(name)).findFirst();
    }

    /** The feed whose key a column holds. */
    public static FeedDefinition parentOf(Column column) {
        return ALL.stream()
                .filter(feed -> feed.type() == column.parent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Column " + column.name() + " has no parent feed"));
    }

    /** The names of all feeds, for messages. */
    public static String names() {
        return ALL.stream().map(FeedDefinition::name).collect(Collectors.joining(", "));
    }

    private static List<FeedDefinition> read() {
        return ClasspathFolder.list(Feeds.class.getClassLoader(), MODEL).stream()
                .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                .map(Feeds::feedRecord)
                .filter(Objects::nonNull)
                .map(FeedDefinition::of)
                .sorted(Comparator.comparing(FeedDefinition::name))
                .toList();
    }

    private static @Nullable Class<? extends Record> feedRecord(String classFile) {
        String name =
                classFile.substring(0, classFile.length() - ".class".length()).replace('/', '.');
        try {
            Class<?> type = Class.forName(name, false, Feeds.class.getClassLoader());
            return type.isAnnotationPresent(Feed.class) ? type.asSubclass(Record.class) : null;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Depth first, so that a parent's children follow it closely; a child waits for the last of its parents. */
    static List<FeedDefinition> inLoadOrder(List<FeedDefinition> byName) {
        List<FeedDefinition> ordered = new ArrayList<>();
        byName.forEach(feed -> place(feed, byName, ordered));
        if (ordered.size() < byName.size()) {
            throw new IllegalArgumentException("Feeds reference each other in a circle: "
                    + byName.stream()
                            .filter(feed -> !ordered.contains(feed))
                            .map(FeedDefinition::name)
                            .toList());
        }
        return List.copyOf(ordered);
    }

    private static void place(FeedDefinition feed, List<FeedDefinition> all, List<FeedDefinition> ordered) {
        boolean parentsPlaced = all.stream().filter(feed::isChildOf).allMatch(ordered::contains);
        if (!ordered.contains(feed) && parentsPlaced) {
            ordered.add(feed);
            all.stream().filter(child -> child.isChildOf(feed)).forEach(child -> place(child, all, ordered));
        }
    }
}
