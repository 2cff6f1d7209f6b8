package io.creditplatform.ingest;

import static io.creditplatform.ingest.FeedFile.CHAT;
import static io.creditplatform.ingest.FeedFile.MANAGERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.feed.FeedDefinition;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of a file against one reader of it: the same rows, lines, reasons and raw texts, however it is cut. */
class RecordCutsTest {

    private static final byte[][] PIECES = pieces(
            "1,7,SAM,2025-01-01 00:00:00,plain\n",
            "1,7,SAM,2025-01-01 00:00:00,plain\r\n",
            "2,7,XX,2025-01-01 00:00:00,refused\r",
            "3,7,SAM,2025-01-01 00:00:00,\"several\nlines, \"\"and\"\"\r\nmore\"\n",
            "4,7,AM,2025-01-01 00:00:00,\"é😀\r\r\n\"\r\n",
            "5,7,AM,2025-01-01 00:00:00,\"never closed\n",
            "6,7,AM,2025-01-01 00:00:00,\"closed\" too early\n",
            "7,7,AM,2025-01-01 00:00:00,in \"the\" middle\n",
            "8,7\n",
            "\n",
            "\r\n",
            ",,,,\n",
            "  \t \n",
            "\u00a0,\ufeff\n",
            "\u001a",
            "\u001a\n",
            "\"",
            "\"\"",
            ",",
            "\r",
            "é",
            "😀",
            "\ufeff",
            "BZh");

    private static final byte[][] BYTES = {{(byte) 0xE2}, {(byte) 0x80}, {(byte) 0xF0, (byte) 0x9F}, {0}, {(byte) 0xFF}
    };

    @TempDir
    private Path folder;

    private static byte[][] pieces(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static byte[] randomFile(Random random) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int i = random.nextInt(6) - 3; i > 0; i--) {
            file.writeBytes(random.nextBoolean() ? new byte[] {'\n'} : ",,\r\n".getBytes(StandardCharsets.UTF_8));
        }
        if (random.nextInt(4) == 0 && file.size() == 0) {
            file.writeBytes(TextBytes.BYTE_ORDER_MARK);
        }
        file.writeBytes((random.nextBoolean() ? "credit_id,user_id" : "\"credit_id\",\"user_id\"")
                .getBytes(StandardCharsets.UTF_8));
        file.writeBytes(",role,message_time,message".getBytes(StandardCharsets.UTF_8));
        file.writeBytes((random.nextBoolean() ? "\n" : "\r\n").getBytes(StandardCharsets.UTF_8));
        int odd = random.nextInt(4); // how often rows of good files are mixed with odd pieces
        for (int i = random.nextInt(60); i >= 0; i--) {
            boolean any = odd > 0 && random.nextInt(8) < odd;
            byte[][] from = any && random.nextInt(5) == 0 ? BYTES : PIECES;
            file.writeBytes(from[random.nextInt(any ? from.length : 5)]);
        }
        return file.toByteArray();
    }

    @Test
    void partsHoldWhatOneReaderFinds() throws IOException {
        int cut = 0;
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] bytes = randomFile(random);
            long partBytes = List.of(1L, 2L, 40L, 150L, 600L).get(random.nextInt(5));
            ExtractFile file = file(CHAT, bytes, partBytes, path -> new Dripping(path, random));
            cut += file.parts().size() > 1 ? 1 : 0;
            assertThat(tilesOf(file)).as("seed %d", seed).isEqualTo(tilesOf(file, bytes));
            assertThat(rowsOfParts(file)).as("seed %d", seed).isEqualTo(told(file, file.whole()));
        }
        assertThat(cut).as("files that were cut").isGreaterThan(120);
    }

    /** What the parts say of themselves. */
    private static List<String> tilesOf(ExtractFile file) {
        return file.parts().stream()
                .map(part -> part.number() + " " + part.offset() + " " + part.sha256())
                .toList();
    }

    /** What is true of them, of those sizes. */
    private static List<String> tilesOf(ExtractFile file, byte[] bytes) {
        List<String> tiles = new ArrayList<>();
        int offset = 0;
        for (FilePart part : file.parts()) {
            byte[] slice = Arrays.copyOfRange(bytes, offset, (int) (offset + part.bytes()));
            MessageDigest digest = ExtractFile.newSha256();
            tiles.add((tiles.size() + 1) + " " + offset + " " + HexFormat.of().formatHex(digest.digest(slice)));
            offset += slice.length;
        }
        assertThat(offset).isEqualTo(bytes.length);
        assertThat(file.parts().get(tiles.size() - 1).last()).isTrue();
        return tiles;
    }

    private static List<String> rowsOfParts(ExtractFile file) {
        List<String> rows = new ArrayList<>();
        file.parts().forEach(part -> rows.addAll(told(file, part)));
        return rows;
    }

    private static List<String> told(ExtractFile file, FilePart part) {
        try (RowReader reader = new RowReader(file, part, warning -> {})) {
            List<String> rows =
                    FeedFile.remaining(reader).stream().map(FeedFile::told).toList();
            reader.verifyContent();
            return rows;
        }
    }

    private ExtractFile file(FeedDefinition feed, byte[] bytes, long partBytes, PlainFile.Opening opening)
            throws IOException {
        Path path = Files.write(folder.resolve(feed.fileName()), bytes);
        return ExtractFile.of(feed, path, partBytes, opening, () -> false);
    }

    /** Gives a few bytes at a time, so that buffers end anywhere. */
    private static final class Dripping extends FilterInputStream {

        private final int most;

        Dripping(Path path, Random random) throws IOException {
            super(PlainFile.open(path));
            this.most = 1 + random.nextInt(30);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return in.read(buffer, offset, Math.min(length, most));
        }
    }

    private List<Long> lines(String text, long partBytes) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ExtractFile file = file(MANAGERS, bytes, partBytes, PlainFile.Opening.PLAIN);
        assertThat(rowsOfParts(file)).isEqualTo(told(file, file.whole()));
        return file.parts().stream().map(FilePart::line).toList();
    }

    private static final String HEADER = "sam_id,sam_name,sam_email\n";

    @Test
    void cutsAtTheFirstRecordBehindSoManyBytes() throws IOException {
        String row = "1,Ann,a@x.org\n"; // 14 bytes; the header has 26
        assertThat(lines(HEADER + row.repeat(4), 26)).containsExactly(1L, 2L, 4L);
        assertThat(lines(HEADER + row.repeat(4), 27)).containsExactly(1L, 3L, 5L);
        assertThat(lines(HEADER + row.repeat(4), 10_000)).containsExactly(1L);
    }

    @Test
    void neverCutsWithinARecord() throws IOException {
        assertThat(lines(HEADER + "1,\"A\nn,\r\nn\",a@x.org\n2,B,b@x.org\n", 1)).containsExactly(1L, 2L, 5L);
    }

    @Test
    void cutsBehindTheFirstLineOfARecordWhoseQuotesDoNotPairUp() throws IOException {
        assertThat(lines(HEADER + "1,\"A,a@x.org\n2,B,b@x.org\n3,\"C\"x,c@x.org\n4,D,d@x.org\n", 1))
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void cutsNothingBehindALongRecordsBeginning() throws IOException {
        String longRow = "3,\"" + "C\n".repeat(RecordCuts.LONGEST_RECORD) + "\",c@x.org\n";
        assertThat(lines(HEADER + "1,A,a@x.org\n2,B,b@x.org\n" + longRow + "4,D,d@x.org\n", 1))
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void doesNotCutAFileThatOneReaderMightGiveUp() throws IOException {
        assertThat(lines(HEADER + "1,\"A\"x,a@x.org\n".repeat(2_500), 1)).containsExactly(1L);
        assertThat(lines(HEADER + "1,\"A\"x,a@x.org\n".repeat(1_000), 10_000)).hasSize(2);
    }

    @Test
    void saysOnceWhatTheWholeFileHasThatIsNoRow() {
        Leftovers all = Leftovers.NONE
                .and(new Leftovers(2, 16, false))
                .and(Leftovers.NONE)
                .and(new Leftovers(1, 90, true));
        assertThat(all.of(Path.of("leads.csv")))
                .contains(
                        "leads.csv: 3 lines of commas or blanks alone (the first is line 16), and the Ctrl-Z at the end are no"
                                + " rows and left out");
    }

    @Test
    void leavesClosingBlanksWithTheRecordBefore() throws IOException {
        assertThat(lines(HEADER + "1,A,a@x.org\n\u001a\n\n \n", 1)).containsExactly(1L, 2L);
        assertThat(lines(HEADER + "1,A,a@x.org\n\u001a" + "\n".repeat(5_000), 1))
                .containsExactly(1L);
    }
}
