package io.creditplatform.feed;

import io.creditplatform.model.Code;
import io.creditplatform.model.DateAllowed;
import io.creditplatform.model.Feed;
import io.creditplatform.model.Key;
import io.creditplatform.model.OptionalColumn;
import io.creditplatform.model.References;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Feed} record says, in the form in which the program uses it.
 *
 * @param name name of the feed, its file and its table
 * @param type the record
 * @param columns the columns in the record's order
 * @param key the columns of the natural key, in the key's order
 */
public record FeedDefinition(String name, Class<? extends Record> type, List<Column> columns, List<Column> key) {

    /** Name of the feed's file in an extract. */
    public String fileName() {
        return name + ".csv";
    }

    /** Name of the view that shows money as decimals. */
    public String viewName() {
        return name + "_v";
    }

    /** Name of the table with the versions of rows that were replaced or removed. */
    public String historyName() {
        return name + "_history";
    }

    /** The columns that hold a parent's key. */
    public List<Column> references() {
        return columns.stream().filter(column -> column.parent() != null).toList();
    }

    /** Whether a column of the feed holds the key of the other feed. */
    boolean isChildOf(FeedDefinition other) {
        return columns.stream().anyMatch(column -> other.type == column.parent());
    }

    /** The columns' names in the table, joined by commas. */
    public String tableColumns() {
        return columns.stream().map(Column::tableName).collect(Collectors.joining(", "));
    }

    /** The columns that a file with this header delivers. */
    public List<Column> columnsIn(Collection<String> header) {
        return columns.stream().filter(column -> header.contains(column.name())).toList();
    }

    /** The same feed as files deliver it that lack each optional column. */
    public FeedDefinition withoutOptionalColumns() {
        return new FeedDefinition(
                name,
                type,
                columns.stream().filter(column -> !column.isOptional()).toList(),
                key);
    }

    /** Makes rows of the record from values of all its columns, in their order. */
    public RowFactory rowFactory() {
        return new RowFactory(type, type.getRecordComponents().length);
    }

    /** All else follows from the record, and from whether its optional columns are among the columns. To compare these would make methods at each start. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeedDefinition feed && feed.type == type && feed.columns.size() == columns.size();
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    static FeedDefinition of(Class<? extends Record> type) {
        Feed feed = type.getAnnotation(Feed.class);
        if (feed == null) {
            throw new IllegalArgumentException(type.getName() + " is not annotated with @Feed");
        }
        List<Column> columns = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Column column = column(component, columns.size());
            boolean afterOptional =
                    !columns.isEmpty() && columns.get(columns.size() - 1).isOptional();
            if (afterOptional && !column.isOptional()) {
                throw new IllegalArgumentException(type.getName() + "." + column.component()
                        + " stands after an optional column, expected before it");
            }
            columns.add(column);
        }
        List<Column> key = columns.stream()
                .filter(column -> column.keyPlace() > 0)
                .sorted(Comparator.comparingInt(Column::keyPlace))
                .toList();
        if (key.isEmpty()) {
            throw new IllegalArgumentException(type.getName() + " has no component annotated with @Key");
        }
        return new FeedDefinition(feed.value(), type, List.copyOf(columns), key);
    }

    private static Column column(RecordComponent component, int index) {
        Key key = component.getAnnotation(Key.class);
        References references = component.getAnnotation(References.class);
        OptionalColumn optional = component.getAnnotation(OptionalColumn.class);
        return new Column(
                Column.snakeCase(component.getName()),
                component.getName(),
                index,
                ColumnType.of(
                        component.getType(),
                        key != null || references != null || component.isAnnotationPresent(Code.class),
                        component.isAnnotationPresent(DateAllowed.class)),
                !isNullable(component.getAnnotatedType()),
                key == null ? 0 : key.value(),
                references == null ? null : references.value(),
                optional == null ? null : optional.value());
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    /** Makes rows of one feed's record. */
    public static final class RowFactory {

        private final MethodHandle constructor;

        private RowFactory(Class<? extends Record> type, int columns) {
            Class<?>[] componentTypes = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            try {
                constructor = MethodHandles.publicLookup()
                        .unreflectConstructor(type.getConstructor(componentTypes))
                        .asSpreader(Object[].class, columns)
                        .asType(java.lang.invoke.MethodType.methodType(Record.class, Object[].class));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(type.getName() + " has no public canonical constructor", e);
            }
        }

        /** A row with these values, which are in column order and of the columns' types. */
        public Record row(@Nullable Object[] values) {
            try {
                return (Record) constructor.invokeExact(values);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
