package io.creditplatform.analytics.web;

import io.creditplatform.model.Coded;
import io.creditplatform.text.SpreadsheetText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record as a row of CSV. */
final class CsvColumns {

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
        return value instanceof String || value instanceof Coded ? SpreadsheetText.guarded(text) : text;
    }
}
