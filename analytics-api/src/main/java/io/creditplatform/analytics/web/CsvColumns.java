package io.creditplatform.analytics.web;

import io.creditplatform.model.Coded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record as a row of CSV. */
final class CsvColumns {

    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private final List<RecordColumn> columns;

    private CsvColumns(List<RecordColumn> columns) {
        this.columns = columns;
    }

    static CsvColumns of(Class<?> type) {
        return new CsvColumns(RecordColumn.of(type));
    }

    List<String> header() {
        return columns.stream().map(RecordColumn::name).toList();
    }

    List<String> cells(Object row) {
        return columns.stream().map(column -> cell(column.in(row))).toList();
    }

    private static String cell(@Nullable Object value) {
        String text = RecordColumn.text(value);
        return value instanceof String || value instanceof Coded ? guarded(text) : text;
    }

    /** Text that a spreadsheet would run as a formula gets an apostrophe, which makes it text there too. */
    private static String guarded(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
