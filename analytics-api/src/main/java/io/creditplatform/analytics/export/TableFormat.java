package io.creditplatform.analytics.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.creditplatform.analytics.web.RecordColumn;
import io.creditplatform.console.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SequenceWriter;

/** The formats that tables are written in. */
enum TableFormat {

    /** A header and a line for each row, as extracts are. Texts are as they are: nothing is added against spreadsheets' formulas. */
    CSV("text/csv") {
        @Override
        Output open(OutputStream file, List<String> names) {
            return csv(file, names, RecordColumn::text);
        }
    },

    /** CSV for people who open it with a double-click: Excel learns that it is UTF-8, and takes no text for a formula. */
    EXCEL("text/csv") {
        @Override
        Output open(OutputStream file, List<String> names) throws IOException {
            file.write(BYTE_ORDER_MARK);
            return csv(file, names, RecordColumn::cell);
        }

        @Override
        String code() {
            return CSV.code();
        }
    },

    /** One array with an object for each row, each on a line of its own. */
    JSON("application/json") {
        @Override
        Output open(OutputStream file, List<String> names) throws IOException {
            file.write("[\n".getBytes(StandardCharsets.UTF_8));
            SequenceWriter rows =
                    Json.MAPPER.writer().withRootValueSeparator(",\n").writeValues(new Unclosed(file));
            return new Output() {
                @Override
                public void take(@Nullable Object[] values) {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    for (int i = 0; i < values.length; i++) {
                        row.put(names.get(i), values[i]);
                    }
                    rows.write(row);
                }

                @Override
                public void close() throws IOException {
                    rows.close();
                    file.write("\n]\n".getBytes(StandardCharsets.UTF_8));
                    file.close();
                }
            };
        }
    };

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String mediaType;

    TableFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    private static Output csv(OutputStream file, List<String> names, Function<@Nullable Object, String> text) {
        CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new OutputStreamWriter(file, StandardCharsets.UTF_8));
        csv.writeRecord(names);
        return new Output() {
            @Override
            public void take(@Nullable Object[] values) {
                csv.writeRecord(Arrays.stream(values).map(text).toList());
            }

            @Override
            public void close() throws IOException {
                csv.close();
            }
        };
    }

    /** A file being written; its rows' values are in the order of the names. */
    interface Output extends Table.Row, Closeable {}

    abstract Output open(OutputStream file, List<String> names) throws IOException;

    String mediaType() {
        return mediaType;
    }

    /** What the format and its files' names are called. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Stays open when its writer is closed, since there is more to write. */
    private static final class Unclosed extends java.io.FilterOutputStream {

        Unclosed(OutputStream file) {
            super(file);
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            out.write(bytes, start, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
