package io.creditplatform.ingest;

import static io.creditplatform.ingest.FeedFile.bytes;
import static io.creditplatform.ingest.FeedFile.gzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a gzip file, and wherever: it is read to its last byte, or not at all. */
class GzipMembersTest {

    private static final String FIRST = "one,two\n1,Ann\n";
    private static final String SECOND = "2,Bob\n3,Cid\n4,Dee\n";
    private static final byte[] ONE = gzip(FIRST);
    private static final byte[] BOTH = bytes(ONE, gzip(SECOND));

    /** A few bytes at a time, as pipes and networks give them, come to the same as all at once, be it a failure. */
    private static String read(byte[] file) throws IOException {
        String whole = told(new ByteArrayInputStream(file), 1_000);
        for (int step = 1; step <= 3; step++) {
            assertThat(told(new Dripping(file, step), step)).isEqualTo(whole);
        }
        return new String(new GzipMembers(new ByteArrayInputStream(file)).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String told(InputStream file, int step) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] buffer = new byte[step];
        try (GzipMembers members = new GzipMembers(file)) {
            for (int count = members.read(buffer); count >= 0; count = members.read(buffer)) {
                assertThat(count).isPositive();
                content.write(buffer, 0, count);
            }
        } catch (UnfitFileException e) {
            return String.valueOf(e.getMessage());
        }
        return content.toString(StandardCharsets.UTF_8);
    }

    private static final class Dripping extends FilterInputStream {

        private final int step;

        Dripping(byte[] file, int step) {
            super(new ByteArrayInputStream(file));
            this.step = step;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(length, step));
        }
    }

    @Test
    void closesTheFile() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        new GzipMembers(new ByteArrayInputStream(ONE) {
                    @Override
                    public void close() {
                        closed.set(true);
                    }
                })
                .close();
        assertThat(closed).isTrue();
    }

    private static ThrowableAssertAlternative<UnfitFileException> unfit(byte[] file) {
        return assertThatExceptionOfType(UnfitFileException.class).isThrownBy(() -> read(file));
    }

    /** A member with whatever a header can have; its checksum covers all of it. */
    private static byte[] withFullHeader(String text) {
        byte[] plain = gzip(text);
        byte[] header = bytes(
                new byte[] {0x1F, (byte) 0x8B, 8, 2 + 4 + 8 + 16, 1, 2, 3, 4, 0, 3, 5, 0},
                "extra",
                "name\0",
                "comment\0");
        CRC32 checksum = new CRC32();
        checksum.update(header);
        long sum = checksum.getValue();
        return bytes(header, new byte[] {(byte) sum, (byte) (sum >> 8)}, Arrays.copyOfRange(plain, 10, plain.length));
    }

    @Test
    void readsAllMembersAndWhateverTheirHeadersHave() throws IOException {
        assertThat(read(ONE)).isEqualTo(FIRST);
        assertThat(read(BOTH)).isEqualTo(FIRST + SECOND);
        assertThat(read(bytes(withFullHeader(FIRST), gzip(""), withFullHeader(SECOND))))
                .isEqualTo(FIRST + SECOND);
        String large = "x,y\n".repeat(100_000) + new Random(1).nextLong();
        assertThat(read(bytes(gzip(large), withFullHeader(large)))).isEqualTo(large + large);
        try (GzipMembers members = new GzipMembers(new ByteArrayInputStream(BOTH))) {
            assertThat(members.read()).isEqualTo('o');
            assertThat(members.read(new byte[0], 0, 0)).isZero();
            members.readAllBytes();
            assertThat(members.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 512, 200_000})
    void takesZerosUpToTheEndForPadding(int zeros) throws IOException {
        assertThat(read(bytes(BOTH, new byte[zeros]))).isEqualTo(FIRST + SECOND);
        unfit(bytes(ONE, new byte[zeros], "x"))
                .withMessage("is damaged after " + (ONE.length + zeros) + " bytes: got the byte 78 behind " + zeros
                        + " bytes of zero, expected them up to the end of the file. Have it delivered again.");
        unfit(bytes(ONE, new byte[zeros], gzip(SECOND)))
                .withMessageStartingWith("is damaged after " + (ONE.length + zeros) + " bytes: got the byte 1F behind");
    }

    @Test
    void seesWhereverFileIsCutShort() throws IOException {
        byte[] file = bytes(ONE, withFullHeader(SECOND));
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            if (length == ONE.length) {
                assertThat(read(cut)).isEqualTo(FIRST); // which is a whole file
            } else {
                unfit(cut).withMessageStartingWith("is cut short after " + length + " bytes, within ");
            }
        }
    }

    /** A bit may be turned that says nothing of the content, such as one of the time; then the content is as it was. */
    @Test
    void seesWhateverBitIsTurned() throws IOException {
        byte[] file = bytes(ONE, gzip(SECOND));
        int unseen = 0;
        for (int bit = 0; bit < 8 * file.length; bit++) {
            byte[] flipped = file.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            String content;
            try {
                content = read(flipped);
            } catch (UnfitFileException e) {
                assertThat(e).message().containsPattern("is (damaged|cut short) after [0-9]+ bytes|is no gzip file");
                continue;
            }
            unseen++;
            assertThat(content).as("bit %d of byte %d", bit % 8, bit / 8).isEqualTo(FIRST + SECOND);
        }
        // In each of the two members: time, hints and system, of six bytes; that the content is text; and what fills
        // the last
        // byte of the data, which are 3 bits, 8 for each of 14 or 18 characters, and 7.
        assertThat(unseen).isEqualTo(2 * (6 * 8 + 1 + 6));
    }

    @Test
    void seesAnyBitThatIsTurnedInHeaderWithChecksum() {
        byte[] second = withFullHeader(SECOND);
        int header = 12 + 5 + 5 + 8 + 2;
        for (int bit = 0; bit < 8 * header; bit++) {
            byte[] flipped = second.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            unfit(bytes(ONE, flipped)).withMessageMatching("is (damaged|cut short) after [0-9]+ bytes.*");
        }
    }

    @Test
    void seesAnyByteBehindTheEnd() {
        for (int value = 1; value < 256; value++) {
            byte[] file = bytes(ONE, new byte[] {(byte) value});
            if (value == 0x1F) {
                unfit(file).withMessageStartingWith("is cut short after " + file.length + " bytes, within the header");
            } else {
                unfit(file)
                        .withMessage(String.format(
                                "is damaged after %d bytes: got the bytes %02X, expected another gzip member (1F 8B 08)"
                                        + " or the end of the file. Have it delivered again.",
                                ONE.length, value));
            }
        }
        unfit(bytes(ONE, "5,Eve\n")).withMessageContaining("after " + ONE.length + " bytes: got the bytes 35 2C 45,");
    }

    @Test
    void saysWhatFileIsThatIsNoGzip() {
        unfit(bytes(FIRST))
                .withMessage(
                        "is no gzip file: it begins with 'one,two' followed by U+000A, expected a CSV file compressed"
                                + " with gzip (1F 8B). Take the ending .gz off its name, if it is plain CSV, or have it"
                                + " delivered again.");
        unfit(bytes("PK\3\4andmore"))
                .withMessageStartingWith("is a ZIP archive, or a workbook of a spreadsheet, expected");
        unfit(new byte[0]).withMessageStartingWith("is cut short after 0 bytes, within the header of a gzip member.");
        unfit(bytes(new byte[] {0x1F, (byte) 0x8B, 9, 0}))
                .withMessageContaining("after 0 bytes: got the bytes 1F 8B 09, expected a gzip member (1F 8B 08).");
        unfit(new byte[100]).withMessageStartingWith("is no gzip file: it begins with '<U+0000><U+0000>");
    }

    @Test
    void seesWrongLengthWhereChecksumIsRight() {
        byte[] file = BOTH.clone();
        file[ONE.length - 1] ^= 1;
        unfit(file)
                .withMessage(
                        "is damaged after " + (ONE.length - 8) + " bytes: the data of the gzip member before differs"
                                + " from its checksum or length. Have it delivered again.");
    }
}
