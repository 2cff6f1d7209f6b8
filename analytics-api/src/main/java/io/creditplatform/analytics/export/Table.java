package io.creditplatform.analytics.export;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of the export: what a file holds, whatever its format.
 *
 * @param name what it is called in the package
 * @param path where its file is, without the ending
 * @param endpoint where the server answers the same, or null if it is a table of the database
 */
record Table(
        String name,
        String path,
        String title,
        @Nullable String description,
        @Nullable String endpoint,
        List<Field> fields,
        List<ForeignKey> foreignKeys,
        Rows rows) {

    /** Fields that hold the key of a row of another table. */
    record ForeignKey(List<String> fields, Reference reference) {

        /** That other table and its key. */
        record Reference(String resource, List<String> fields) {}

        static ForeignKey to(String table, List<String> key, List<String> fields) {
            return new ForeignKey(fields, new Reference(table, key));
        }
    }

    /** Gives the rows, one after the other, in the order of their keys. */
    @FunctionalInterface
    interface Rows {
        void forEach(Row row) throws IOException;
    }

    /** Takes the values of a row, in the order of the fields. */
    @FunctionalInterface
    interface Row {
        void take(@Nullable Object[] values) throws IOException;
    }

    /** The names of the fields that tell rows apart, or none. */
    List<String> primaryKey() {
        return fields.stream()
                .filter(field -> field.keyPlace() > 0)
                .sorted(Comparator.comparingInt(Field::keyPlace))
                .map(Field::name)
                .toList();
    }
}
