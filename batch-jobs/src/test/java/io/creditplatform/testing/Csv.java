package io.creditplatform.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A CSV reader for well-formed files, written for the tests so as not to share the program's. */
public final class Csv {

    private Csv() {}

    /** All rows of a file, the header first; lines end with LF. */
    public static List<List<String>> read(Path file) {
        return parse(SampleData.read(file));
    }

    /** All rows of a text, the header first; lines end with LF. */
    public static List<List<String>> parse(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        return rows;
    }
}
