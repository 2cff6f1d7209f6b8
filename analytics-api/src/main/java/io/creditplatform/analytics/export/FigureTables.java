package io.creditplatform.analytics.export;

import io.creditplatform.analytics.web.Answer;
import io.creditplatform.analytics.web.Endpoint;
import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import io.creditplatform.analytics.web.Question;
import io.creditplatform.analytics.web.RecordColumn;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Feed;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the server's endpoints answer, each as a table; those that answer with the rows of a feed are left out, since its
 * table is there. A list within a row is a table of its own, whose rows begin with the key of the row that they were in.
 */
final class FigureTables {

    private static final String ROOT = "/api/";

    /** Most collections fit on one page, and are worked out once then; longer ones are read page by page. */
    private static final int ROWS_A_PAGE = 10_000;

    private final Question question;

    FigureTables(Question question) {
        this.question = question;
    }

    /** Takes the rows of an answer, each behind the values of the row that it lies in. */
    @FunctionalInterface
    private interface Visitor {
        void visit(List<@Nullable Object> outerKey, Object row) throws IOException;
    }

    /** Shows a visitor all rows. */
    @FunctionalInterface
    private interface Rows {
        void show(Visitor visitor) throws IOException;
    }

    /** The tables of some endpoints, in their order. */
    List<Table> of(List<Endpoint<?>> endpoints) {
        List<Table> tables = new ArrayList<>();
        endpoints.stream()
                .filter(endpoint -> !endpoint.row().isAnnotationPresent(Feed.class))
                .forEach(endpoint -> addTables(tables, endpoint));
        return tables;
    }

    private <T> void addTables(List<Table> tables, Endpoint<T> endpoint) {
        String path = endpoint.path().substring(ROOT.length())
                + (endpoint.variant().isEmpty()
                        ? ""
                        : "-" + endpoint.variant().replace('=', '-').replace('_', '-'));
        add(tables, new Place(path, endpoint, List.of(), null), endpoint.row(), visitor -> {
            Answer<T> answer = endpoint.asked().apply(question);
            if (answer instanceof Listing<T> listing) {
                showPages(listing, visitor);
            } else if (answer instanceof Single<T> single) {
                T object = single.source().get().orElse(null);
                if (object != null) {
                    visitor.visit(List.of(), object);
                }
            }
        });
    }

    private static <T> void showPages(Listing<T> listing, Visitor visitor) throws IOException {
        Page<T> page = listing.page(new PageRequest(ROWS_A_PAGE, null));
        while (true) {
            for (T row : page.rows()) {
                visitor.visit(List.of(), Objects.requireNonNull(row));
            }
            if (page.next() == null) {
                return;
            }
            page = listing.page(new PageRequest(ROWS_A_PAGE, page.next()));
        }
    }

    /**
     * Where a table comes from.
     *
     * @param outerKey the key of the rows that its own lie in
     * @param outerTable the name of those rows' table
     */
    private record Place(
            String path,
            Endpoint<?> endpoint,
            List<Field> outerKey,
            @Nullable String outerTable) {

        String name() {
            return path.replace('/', '-');
        }
    }

    private static void add(List<Table> tables, Place place, Class<?> type, Rows rows) {
        List<RecordColumn> all = RecordColumn.of(type);
        List<RecordColumn> columns =
                all.stream().filter(column -> listed(column) == null).toList();
        List<Field> own = columns.stream()
                .map(column -> Field.of(column.name(), column.required(), column.component()))
                .toList();
        List<Field> keyed = Stream.concat(
                        place.outerKey().stream(), shifted(own, place.outerKey().size()))
                .toList();
        // Many rows that nothing of their own tells apart lie in the one that the outer key tells.
        boolean toldApart = own.stream().anyMatch(field -> field.keyPlace() > 0);
        List<Field> fields = toldApart
                ? keyed
                : keyed.stream().map(field -> field.atKeyPlace(0)).toList();
        if (!columns.isEmpty()) {
            tables.add(new Table(
                    place.name(),
                    ROOT.substring(1) + place.path(),
                    place.endpoint().summary(),
                    place.endpoint().description(),
                    place.endpoint().path()
                            + (place.endpoint().variant().isEmpty()
                                    ? ""
                                    : "?" + place.endpoint().variant()),
                    fields,
                    foreignKeys(place, own),
                    row -> rows.show((outer, object) -> row.take(values(outer, columns, object)))));
        }
        List<RecordColumn> key = columns.stream()
                .filter(column ->
                        Field.of(column.name(), true, column.component()).keyPlace() > 0)
                .toList();
        List<Field> keyFields =
                keyed.stream().filter(field -> field.keyPlace() > 0).toList();
        for (RecordColumn list : all) {
            Class<?> item = listed(list);
            if (item != null) {
                Place inner = new Place(
                        place.path() + "-" + list.name().replace('_', '-'), place.endpoint(), keyFields, place.name());
                add(
                        tables,
                        inner,
                        item,
                        visitor -> rows.show((outer, object) -> {
                            List<@Nullable Object> outerKey = Arrays.asList(values(outer, key, object));
                            for (Object row : (Collection<?>) Objects.requireNonNull(list.in(object))) {
                                visitor.visit(outerKey, row);
                            }
                        }));
            }
        }
    }

    private static Stream<Field> shifted(List<Field> own, int places) {
        return own.stream().map(field -> field.keyPlace() == 0 ? field : field.atKeyPlace(field.keyPlace() + places));
    }

    private static List<Table.ForeignKey> foreignKeys(Place place, List<Field> own) {
        List<Table.ForeignKey> keys = new ArrayList<>();
        for (Field field : own) {
            Feeds.all().stream()
                    .filter(feed -> feed.type() == field.parent())
                    .forEach((FeedDefinition feed) -> keys.add(FeedTables.reference(field.name(), feed)));
        }
        if (!place.outerKey().isEmpty() && place.outerTable() != null) {
            List<String> names = place.outerKey().stream().map(Field::name).toList();
            keys.add(Table.ForeignKey.to(place.outerTable(), names, names));
        }
        return keys;
    }

    private static @Nullable Object[] values(List<@Nullable Object> outer, List<RecordColumn> columns, Object row) {
        return Stream.concat(outer.stream(), columns.stream().map(column -> column.in(row)))
                .toArray();
    }

    /** The record that a column's lists hold, or null if it holds no lists, or lists of something else. */
    private static @Nullable Class<?> listed(RecordColumn column) {
        return Collection.class.isAssignableFrom(column.component().getType())
                        && column.component().getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> item
                        && item.isRecord()
                ? item
                : null;
    }
}
