package io.creditplatform.analytics.quality;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Seller;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which issues are about a seller's rows: on the seller itself, and on all that refers to it, over however many other rows. The
 * feeds' references tell; a feed that is added is in it by its {@code @References}.
 */
final class RowsOfSeller {

    private static final FeedDefinition SELLERS = Feeds.all().stream()
            .filter(feed -> feed.type() == Seller.class)
            .findFirst()
            .orElseThrow();

    private RowsOfSeller() {}

    /** SQL for the condition on {@code entity} and {@code entity_key} of issues; the parameter {@code :seller} is the seller's id. */
    static String condition() {
        return Feeds.all().stream()
                .flatMap(feed -> keys(feed).stream()
                        .map(keys -> "entity = '" + feed.name() + "' AND " + keys)
                        .map(each -> "(" + each + ")"))
                .collect(Collectors.joining("\n OR ", "(", ")"));
    }

    private static Optional<String> keys(FeedDefinition feed) {
        if (feed.equals(SELLERS)) {
            return Optional.of("entity_key = CAST(:seller AS TEXT)");
        }
        Column first = feed.key().get(0);
        if (hasTimestamp(feed) && first.parent() != null) {
            // Timestamps have a text of their own on each database; but the key begins with the parent's, and '0'
            // follows '/'.
            FeedDefinition parent = Feeds.parentOf(first);
            String key = "CAST(p." + parent.key().get(0).tableName() + " AS TEXT)";
            return rows(parent)
                    .map(rows -> "EXISTS (SELECT 1 FROM " + parent.name() + " p WHERE p." + rows + " AND entity_key > "
                            + key + " || '/' AND entity_key < " + key + " || '0')");
        }
        return rows(feed)
                .map(rows -> "entity_key IN (SELECT "
                        + feed.key().stream()
                                .map(column -> "CAST(" + column.tableName() + " AS TEXT)")
                                .collect(Collectors.joining(" || '/' || "))
                        + " FROM " + feed.name() + " WHERE " + rows + ")");
    }

    /** A condition on the rows of a feed that are a seller's; empty if they refer to none. */
    private static Optional<String> rows(FeedDefinition feed) {
        if (feed.equals(SELLERS)) {
            return Optional.of(SELLERS.key().get(0).tableName() + " = :seller");
        }
        return feed.references().stream()
                .map(RowsOfSeller::through)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> through(Column reference) {
        FeedDefinition parent = Feeds.parentOf(reference);
        if (parent.equals(SELLERS)) {
            return Optional.of(reference.tableName() + " = :seller");
        }
        return rows(parent)
                .map(rows -> reference.tableName() + " IN (SELECT "
                        + parent.key().get(0).tableName() + " FROM " + parent.name() + " WHERE " + rows + ")");
    }

    private static boolean hasTimestamp(FeedDefinition feed) {
        return feed.key().stream()
                .anyMatch(column -> Objects.equals(
                        feed.type().getRecordComponents()[column.index()].getType(), Instant.class));
    }
}
