package io.creditplatform.ingest;

import static io.creditplatform.ingest.FeedFile.CHAT;
import static io.creditplatform.ingest.FeedFile.MANAGERS;
import static io.creditplatform.ingest.FeedFile.MANAGERS_HEADER;
import static io.creditplatform.ingest.FeedFile.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.creditplatform.testing.BuildLength;
import io.creditplatform.text.WhiteSpace;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader against files made at random; each seed makes the same file again. */
class RowReaderRandomTest {

    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");
    private static final int RAW_LIMIT = 64 * 1024;

    @TempDir
    private Path folder;

    // --- well-formed files

    static LongStream seeds() {
        return LongStream.rangeClosed(1, BuildLength.number(3, 8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
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
            reader.skip(skipped, row -> {});
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
            text.append(1 + random.nextInt(1000)).append(",7,");
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

    // --- what a writer writes

    /** Any cells, in any way of quoting them, with any line end: what comes back is what was written. */
    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53, 54, 55, 56})
    void readsWhatWriterWrote(long seed) {
        Random random = new Random(seed);
        int[] alphabet = "\"\",,\r\n\n ab\t;'#\\é橡😀\uFEFF\u2028".codePoints().toArray();
        QuoteStrategy[] strategies = {QuoteStrategies.ALWAYS, QuoteStrategies.REQUIRED, QuoteStrategies.NON_EMPTY};
        StringWriter text = new StringWriter();
        List<String> expected = new ArrayList<>();
        long line = 2;
        text.append("credit_id,user_id,role,message_time,message\n");
        for (int id = 1; id <= 2_000; id++) {
            StringBuilder message = new StringBuilder("m");
            for (int i = random.nextInt(random.nextInt(100) == 0 ? 20_000 : 30); i > 0; i--) {
                message.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
            }
            CsvWriter writer = CsvWriter.builder()
                    .bufferSize(0)
                    .quoteStrategy(strategies[random.nextInt(strategies.length)])
                    .lineDelimiter(LineDelimiter.of(end(random)))
                    .build(text);
            writer.writeRecord(String.valueOf(id), "7", "AM", "2025-01-01T00:00:00Z", message.toString());
            expected.add(line + " ok [" + id + ", 7, AM, 2025-01-01T00:00:00Z, " + message + "]");
            line += 1 + LINE_BREAK.matcher(message).results().count();
        }
        assertThat(FeedFile.of(CHAT, folder, text.toString()).told()).isEqualTo(expected);
    }

    // --- any bytes

    @Test
    void endsOnAnyShortByteSoup() {
        Random random = new Random(42);
        for (int i = 0; i < BuildLength.number(500, 1_500); i++) {
            check(latin1(soup(random, 1 + random.nextInt(60))), random);
        }
    }

    @Test
    void endsOnAnyLongByteSoup() {
        Random random = new Random(43);
        for (int i = 0; i < BuildLength.number(3, 8); i++) {
            check(latin1(soup(random, 60_000 + random.nextInt(140_000))), random);
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
        for (int i = 0; i < BuildLength.number(4, 12); i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 140_000) {
                text.append(lines[random.nextInt(20) == 0 ? random.nextInt(lines.length) : random.nextInt(4)])
                        .append(end(random));
            }
            check(latin1(text.toString()), random);
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

    /** Bytes that mean something, or nothing, to some part of the reader. */
    @Test
    void endsOnAnyBytes() {
        byte[][] pieces = Stream.of(
                        "\"", "\"", "\"\"", ",", ",", "\r", "\n", "\r\n", "\0", "\uFEFF", "1", "a@x.example", "é", "😀")
                .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        Random random = new Random(45);
        for (int i = 0; i < BuildLength.number(500, 1_500); i++) {
            ByteArrayOutputStream soup = new ByteArrayOutputStream();
            for (int left = random.nextInt(i % 400 == 0 ? 60_000 : 60); left > 0; left--) {
                if (random.nextInt(5) == 0) {
                    soup.write(random.nextInt(256));
                } else {
                    soup.writeBytes(pieces[random.nextInt(pieces.length)]);
                }
            }
            check(soup.toByteArray(), random);
        }
    }

    /** Good rows that were cut, repeated, moved or flipped on their way. */
    @Test
    void endsOnAnyMutationOfGoodRows() {
        Random random = new Random(46);
        for (int i = 0; i < BuildLength.number(150, 400); i++) {
            check(mutated(goodRows(random), random), random);
        }
    }

    /** The header too may be hit; then the file fails and says so. */
    @Test
    void endsOnAnyMutationOfWholeFile() {
        Random random = new Random(47);
        int failed = 0;
        for (int i = 0; i < 400; i++) {
            byte[] whole = bytes(MANAGERS_HEADER, goodRows(random));
            failed += failsInWords(FeedFile.of(MANAGERS, folder, mutated(whole, random))) ? 1 : 0;
        }
        assertThat(failed).isBetween(20, 380);
    }

    @Test
    void endsOnAnyMutationOfCompressedFile() {
        Random random = new Random(48);
        Path path = folder.resolve("senior_account_managers.csv.gz");
        int failed = 0;
        for (int i = 0; i < 400; i++) {
            byte[] whole = FeedFile.gzip(MANAGERS_HEADER + new String(goodRows(random), StandardCharsets.UTF_8));
            failed += failsInWords(FeedFile.of(MANAGERS, path, folder, mutated(whole, random))) ? 1 : 0;
        }
        assertThat(failed).isGreaterThan(350);
    }

    private static boolean failsInWords(FeedFile file) {
        try {
            file.rows();
            return false;
        } catch (ExtractException e) {
            assertThat(e).hasMessageContaining(file.path.toString()).message().endsWith(".");
            return true;
        }
    }

    private static byte[] goodRows(Random random) {
        StringBuilder rows = new StringBuilder();
        for (int id = 2 + random.nextInt(60); id > 0; id--) {
            String name = random.nextBoolean() ? "Ann Bé" : "\"Ann, \"\"Bé\"\"" + end(random) + "Cem\"";
            rows.append(id).append(',').append(name).append(",a@x.example").append(end(random));
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mutated(byte[] content, Random random) {
        byte[] bytes = content;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int from = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, from + random.nextInt(1 + random.nextInt(300)));
            byte[] piece = Arrays.copyOfRange(bytes, from, to);
            byte[] before = Arrays.copyOf(bytes, from);
            byte[] after = Arrays.copyOfRange(bytes, to, bytes.length);
            bytes = switch (random.nextInt(4)) {
                case 0 -> bytes(before, after);
                case 1 -> bytes(before, piece, piece, after);
                case 2 -> bytes(after, piece, before);
                default -> bytes(before, new byte[] {(byte) random.nextInt(256)}, after);
            };
        }
        return bytes;
    }

    /** What closes a file in the manner of CP/M is no part of its last record. */
    private static boolean isClosedByCtrlZ(String rest) {
        return rest.matches("\\x1A[\\x1A \\t\\r\\n]*");
    }

    /** Every U+FFFD becomes a byte that is not UTF-8. */
    private static byte[] latin1(String soup) {
        return soup.replace('\uFFFD', '\u00FF').getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads whatever follows a header, and makes sure that every line of it belongs to a record, accepted or refused, or is
     * no row; that it is read the same a second time; and that a restart goes on with the very next record.
     */
    private void check(byte[] content, Random random) {
        byte[] all = bytes(MANAGERS_HEADER, content);
        FeedFile file = FeedFile.of(MANAGERS, folder, all);
        String text = new String(all, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        List<Integer> starts = lineStarts(text);
        List<Row> rows = file.rows();
        int covered = MANAGERS_HEADER.length() - 1;
        try (RowReader again = file.open()) {
            for (Row row : rows) {
                long line = row.line();
                String raw = row instanceof Row.Rejected rejected ? rejected.raw() : again.raw(line);
                assertThat(row instanceof Row.Accepted
                                || !((Row.Rejected) row).reasons().isEmpty())
                        .isTrue();
                int start = starts.get((int) line - 1);
                int end = start + raw.length();
                assertThat(text.startsWith(raw, start))
                        .as("raw text of line %d", line)
                        .isTrue();
                assertThat(raw.length() == RAW_LIMIT
                                || end == text.length()
                                || isBreak(text.charAt(end))
                                || isClosedByCtrlZ(text.substring(end)))
                        .as("raw text of line %d is whole", line)
                        .isTrue();
                assertThat(start).isGreaterThan(covered);
                assertThat(text.substring(covered, start))
                        .as("before line %d", line)
                        .matches(RowReaderRandomTest::holdsNoRow)
                        .containsPattern("[\r\n]");
                covered = raw.length() == RAW_LIMIT ? nextStart(rows, row, starts, text) : end;
            }
        }
        assertThat(text.substring(covered).replaceFirst("\u001A[\u001A \t\r\n]*$", ""))
                .as("after the last row")
                .matches(RowReaderRandomTest::holdsNoRow);
        List<String> told = rows.stream().map(FeedFile::told).toList();
        assertThat(file.told()).isEqualTo(told);
        int skipped = rows.isEmpty() ? 0 : random.nextInt(rows.size());
        try (RowReader reader = file.open()) {
            reader.skip(skipped, row -> {});
            assertThat(FeedFile.remaining(reader).stream().map(FeedFile::told))
                    .isEqualTo(told.subList(skipped, told.size()));
            assertThat(reader.records()).isEqualTo(rows.size());
        }
    }

    /** Of a row whose raw text was cut it cannot be told where it ends. */
    private static int nextStart(List<Row> rows, Row row, List<Integer> starts, String text) {
        int next = rows.indexOf(row) + 1;
        return next == rows.size()
                ? text.length()
                : starts.get((int) rows.get(next).line() - 1) - 1;
    }

    /** Lines that are blank, or that hold commas and blanks alone. */
    private static boolean holdsNoRow(String text) {
        return text.chars().allMatch(c -> c == ',' || WhiteSpace.is(c));
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
