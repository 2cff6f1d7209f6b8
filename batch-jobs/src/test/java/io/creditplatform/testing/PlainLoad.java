package io.creditplatform.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is given to be loaded.
 *
 * @param files by feed
 * @param complete feeds of which it is the whole truth
 * @param maxRejected of a hundred rows of a feed, above which nothing is published
 * @param maxRemoved of a hundred known rows of a feed, likewise
 */
public record PlainLoad(Map<String, File> files, Set<String> complete, int maxRejected, int maxRemoved) {

    /**
     * A file.
     *
     * @param header its columns
     * @param lines cells of each row
     */
    public record File(List<String> header, List<List<String>> lines) {

        /** As CSV. */
        public String text() {
            StringBuilder text = new StringBuilder(String.join(",", header)).append('\n');
            lines.forEach(cells -> text.append(
                            String.join(",", cells.stream().map(File::quoted).toList()))
                    .append('\n'));
            return text.toString();
        }

        private static String quoted(String cell) {
            return cell.chars().anyMatch(each -> ",\"\n".indexOf(each) >= 0)
                    ? '"' + cell.replace("\"", "\"\"") + '"'
                    : cell;
        }

        /** The line on which a row begins. */
        int line(int row) {
            return row
                    + 2
                    + (int) lines.subList(0, row).stream()
                            .flatMap(List::stream)
                            .flatMapToInt(String::chars)
                            .filter(each -> each == '\n')
                            .count();
        }

        /** A row's cells by their column's name; those that it lacks are not there. */
        Map<String, String> cells(int row) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(header.size(), lines.get(row).size()); i++) {
                cells.put(header.get(i), lines.get(row).get(i));
            }
            return cells;
        }

        /** Whether a row has as many cells as there are columns. */
        boolean isWhole(int row) {
            return lines.get(row).size() == header.size();
        }
    }
}
