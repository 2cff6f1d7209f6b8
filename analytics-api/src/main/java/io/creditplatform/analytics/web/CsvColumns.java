package io.creditplatform.analytics.web;

import java.util.List;

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
        return columns.stream().map(column -> RecordColumn.cell(column.in(row))).toList();
    }
}
