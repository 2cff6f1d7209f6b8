package io.creditplatform.ingest;

import static io.creditplatform.ingest.FeedFile.CHAT;
import static io.creditplatform.ingest.FeedFile.MANAGERS;
import static io.creditplatform.ingest.FeedFile.MANAGERS_HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader against files made at random; each seed makes the same file again. */
class RowReaderRandomTest {

    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};

    @TempDir
    private Path folder;

    // --- well-formed files

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsWellFormedFileAsSimpleParserDoes(long seed) {
        String text = wellFormed(new Random(seed));
        List<String> expected = new ArrayList<>();
        for (Parsed record : parse(text)) {
            if (record.line > 1) {
                expected.add(told(record));
            }
        }
        FeedFile file = FeedFile.of(CHAT, folder, text);
        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(file.told()).isEqualTo(expected);
        int skipped = new Random(seed).nextInt(expected.size());
        try (RowReader reader = file.open()) {
            reader.skip(skipped);
            assertThat(FeedFile.remaining(reader).stream().map(FeedFile::told))
                    .isEqualTo(expected.subList(skipped, expected.size()));
        }
        try (RowReader reader = file.open()) {
            for (Parsed record : parse(text)) {
                if (record.line > 1) {
                    assertThat(reader.raw(record.line)).isEqualTo(cut(record.raw));
                }
            }
        }
    }

    /** Most records are short, some fill several buffers; one in ten has a role that there is not. */
    private static String wellFormed(Random random) {
        StringBuilder text = new StringBuilder("credit_id,user_id,role,message_time,message").append(end(random));
        while (text.length() < 600_000) {
            boolean quoted = random.nextBoolean();
            String alphabet = quoted ? "abc é😀\"\",,\r\n" : "abc é😀#'";
            int length = random.nextInt(8) == 0 ? random.nextInt(100_000) : random.nextInt(200);
            StringBuilder message = new StringBuilder("m");
            int[] codePoints = alphabet.codePoints().toArray();
            for (int i = 0; i < length; i++) {
                message.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
            }
            text.append(random.nextInt(1000)).append(",7,");
            text.append(random.nextInt(10) == 0 ? "XX" : "\"SAM\"").append(",\"2025-01-01 00:00:00\",");
            text.append(quoted ? '"' + message.toString().replace("\"", "\"\"") + '"' : message);
            text.append(end(random));
            text.append(random.nextInt(5) == 0 ? end(random) : "");
        }
        return text.append(random.nextBoolean() ? "" : "1,7,AM,2025-01-01 00:00:00,last")
                .toString();
    }

    private static String end(Random random) {
        return LINE_ENDS[random.nextInt(LINE_ENDS.length)];
    }

    private static String told(Parsed record) {
        List<String> cells = record.cells;
        return "XX".equals(cells.get(2))
                ? record.line + " enum role | " + cut(record.raw)
                : record.line + " ok [" + cells.get(0) + ", 7, " + cells.get(2) + ", 2025-01-01T00:00:00Z, "
                        + cells.get(4) + "]";
    }

    private static String cut(String raw) {
        String cut = raw.substring(0, Math.min(raw.length(), 64 * 1024));
        boolean halfPair = Character.isHighSurrogate(cut.charAt(cut.length() - 1));
        return halfPair ? cut.substring(0, cut.length() - 1) + "\uFFFD" : cut;
    }

    private record Parsed(int line, List<String> cells, String raw) {}

    /** Knows nothing but well-formed CSV and takes one character at a time; blank lines are no records. */
    private static List<Parsed> parse(String text) {
        List<Parsed> records = new ArrayList<>();
        int line = 1;
        int i = 0;
        while (i < text.length()) {
            int start = i;
            int startLine = line;
            List<String> cells = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            while (i < text.length() && (quoted || (text.charAt(i) != '\r' && text.charAt(i) != '\n'))) {
                char c = text.charAt(i);
                i++;
                if (c == '"' && quoted && i < text.length() && text.charAt(i) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    cells.add(cell.toString());
                    cell.setLength(0);
                } else {
                    cell.append(c);
                    line += c == '\r' || (c == '\n' && text.charAt(i - 2) != '\r') ? 1 : 0;
                }
            }
            cells.add(cell.toString());
            if (i > start) {
                records.add(new Parsed(startLine, cells, text.substring(start, i)));
            }
            i += text.startsWith("\r\n", i) ? 2 : 1;
            line++;
        }
        return records;
    }

    // --- any bytes

    @Test
    void endsOnAnyShortByteSoup() {
        Random random = new Random(42);
        for (int i = 0; i < 1_500; i++) {
            checkSoup(soup(random, 1 + random.nextInt(60)), random);
        }
    }

    @Test
    void endsOnAnyLongByteSoup() {
        Random random = new Random(43);
        for (int i = 0; i < 8; i++) {
            checkSoup(soup(random, 60_000 + random.nextInt(140_000)), random);
        }
    }

    /** Lines mostly, so that broken and good records alternate around the ends of buffers. */
    @Test
    void endsOnAnyMixOfGoodAndBrokenLines() {
        String[] lines = {
            "1,a,a@x.example",
            "2,\"b\",b@x.example",
            "3,\"c\r\n\",c@x.example",
            "x,\"d\",d@x.example",
            "4,\"e\"e,e@x.example",
            "5,\"f",
            "",
            "6,g\"",
            "\uFFFD",
            "7,\"\"\"\",h@x.example",
            "\"",
            "8,\"i\r\"i,"
        };
        Random random = new Random(44);
        for (int i = 0; i < 12; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 140_000) {
                text.append(lines[random.nextInt(20) == 0 ? random.nextInt(lines.length) : random.nextInt(4)])
                        .append(end(random));
            }
            checkSoup(text.toString(), random);
        }
    }

    private static String soup(Random random, int length) {
        String alphabet = random.nextBoolean() ? "\",\r\nab1\uFFFD" : "\"\"\",,\n";
        StringBuilder soup = new StringBuilder();
        for (int i = 0; i < length; i++) {
            soup.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return soup.toString();
    }

    /** Every U+FFFD is written as a byte that is not UTF-8. */
    private void checkSoup(String soup, Random random) {
        String text = MANAGERS_HEADER + soup;
        byte[] content = text.replace('\uFFFD', '\u00FF').getBytes(StandardCharsets.ISO_8859_1);
        FeedFile file = FeedFile.of(MANAGERS, folder, content);
        List<Row> rows = file.rows();
        List<Integer> starts = lineStarts(text);
        long line = 1;
        for (Row row : rows) {
            assertThat(row.line()).isGreaterThan(line).isLessThanOrEqualTo(starts.size());
            line = row.line();
            if (row instanceof Row.Rejected rejected) {
                int start = starts.get((int) line - 1);
                String raw = rejected.raw();
                assertThat(text.startsWith(raw, start))
                        .as("raw text of line %d", line)
                        .isTrue();
                int end = start + raw.length();
                assertThat(raw.length() == 64 * 1024 || end == text.length() || isBreak(text.charAt(end)))
                        .as("raw text of line %d is whole", line)
                        .isTrue();
                assertThat(rejected.reasons()).isNotEmpty();
            }
        }
        int skipped = rows.isEmpty() ? 0 : random.nextInt(rows.size());
        try (RowReader reader = file.open()) {
            reader.skip(skipped);
            assertThat(FeedFile.remaining(reader).stream().map(FeedFile::told))
                    .isEqualTo(rows.subList(skipped, rows.size()).stream()
                            .map(FeedFile::told)
                            .toList());
        }
    }

    private static boolean isBreak(char c) {
        return c == '\r' || c == '\n';
    }

    private static List<Integer> lineStarts(String text) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < text.length(); i++) {
            boolean crOfCrLf = text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (isBreak(text.charAt(i)) && !crOfCrLf) {
                starts.add(i + 1);
            }
        }
        return starts;
    }
}
