package io.creditplatform.analytics.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows as CSV, read a page at a time while they are sent, so that neither a transaction stays open nor a table lies in memory.
 *
 * @param columns what a row looks like
 * @param first the first page, read before the first byte is sent, so that a refusal can still be told
 * @param rest gives the page behind a cursor, or is null where the first page is all that is wanted
 */
record CsvBody<T>(
        CsvColumns columns, Page<T> first, @Nullable Function<Cursor, Page<T>> rest) implements Body {

    @Override
    public String contentType() {
        return Format.CSV.contentType();
    }

    @Override
    public void writeTo(OutputStream stream) throws IOException {
        Writer text = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(columns.header());
        Page<T> page = first;
        write(page, csv);
        while (page.next() != null && rest != null) {
            page = rest.apply(page.next());
            write(page, csv);
        }
        csv.flush();
    }

    private void write(Page<T> page, CsvWriter csv) {
        page.rows().forEach(row -> csv.writeRecord(columns.cells(Objects.requireNonNull(row))));
    }
}
