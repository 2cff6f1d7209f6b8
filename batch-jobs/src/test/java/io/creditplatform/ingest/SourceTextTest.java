package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {

    private static SourceText of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SourceText of(byte[] bytes) {
        return new SourceText(new ByteArrayInputStream(bytes), () -> new ByteArrayInputStream(bytes));
    }

    /** A text that is never looked ahead in. */
    private static SourceText of(InputStream source) {
        return new SourceText(source, () -> {
            throw new AssertionError("opened once more");
        });
    }

    private static String readAll(SourceText text) throws IOException {
        return read(text, Integer.MAX_VALUE);
    }

    /** Reads so many characters, or to the end. */
    private static String read(SourceText text, int count) throws IOException {
        StringBuilder read = new StringBuilder();
        char[] buffer = new char[8192];
        while (read.length() < count) {
            int more = text.read(buffer, 0, Math.min(buffer.length, count - read.length()));
            if (more < 0) {
                break;
            }
            read.append(buffer, 0, more);
        }
        return read.toString();
    }

    @Test
    void givesTextAsItIs() throws IOException {
        SourceText text = of("a\r\nZoë 😀\n\uFFFD\0");
        assertThat(readAll(text)).isEqualTo("a\r\nZoë 😀\n\uFFFD\0");
        assertThat(text.position()).isEqualTo(12);
        assertThat(text.isMalformed()).isFalse();
        assertThat(text.read(new char[1], 0, 1)).isEqualTo(-1);
    }

    @Test
    void givesNothingOfNothing() throws IOException {
        assertThat(readAll(of(""))).isEmpty();
    }

    @Test
    void givesTextOfAnySizeAndKeepsNoneOfIt() throws IOException {
        Random random = new Random(5);
        StringBuilder expected = new StringBuilder();
        while (expected.length() < 1_000_000) {
            expected.appendCodePoint("aé\u20AC😀\r\n".codePoints().toArray()[random.nextInt(6)]);
        }
        assertThat(readAll(of(expected.toString()))).isEqualTo(expected.toString());
    }

    @Test
    void standsBytesThatComeOneByOne() throws IOException {
        byte[] bytes = "aé\u20AC😀\r\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        InputStream slow = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
        assertThat(readAll(of(slow))).isEqualTo("aé\u20AC😀\r\n".repeat(1000));
    }

    @Test
    void marksBytesThatAreNotUtf8() throws IOException {
        SourceText text = of(new byte[] {'a', (byte) 0xFF, (byte) 0xC3, 'b', (byte) 0xF0, (byte) 0x9F});
        String read = readAll(text);
        assertThat(text.isMalformed()).isTrue();
        assertThat(read).isEqualTo("a\uDC80\uDC80b\uDC80");
        assertThat(SourceText.holdsMalformed(read.toCharArray(), 0, 1)).isFalse();
        assertThat(SourceText.holdsMalformed(read.toCharArray(), 0, 2)).isTrue();
        assertThat(SourceText.holdsMalformed(read.toCharArray(), 3, 1)).isFalse();
        assertThat(SourceText.holdsMalformed(read.toCharArray(), 3, 2)).isTrue();
        assertThat(SourceText.holdsMalformed(read.toCharArray(), 3, 0)).isFalse();
    }

    @Test
    void knowsMarkFromHalfOfPair() throws IOException {
        SourceText text = of("\uD800\uDC80");
        char[] read = readAll(text).toCharArray();
        assertThat(SourceText.holdsMalformed(read, 0, 2)).isFalse();
        assertThat(text.isMalformed()).isFalse();
    }

    @Test
    void marksEachByteOfHalfPairsAndOverlongForms() throws IOException {
        // Half of a pair, and a slash in two bytes, as some encoders write them.
        byte[] bytes = {(byte) 0xED, (byte) 0xA0, (byte) 0x80, 'x', (byte) 0xC0, (byte) 0xAF};
        String read = readAll(of(bytes));
        assertThat(read.replace("\uDC80", "")).isEqualTo("x");
        assertThat(SourceText.holdsMalformed(read.toCharArray(), 0, read.indexOf('x')))
                .isTrue();
        assertThat(SourceText.holdsMalformed(
                        read.toCharArray(), read.indexOf('x') + 1, read.length() - read.indexOf('x') - 1))
                .isTrue();
    }

    @Test
    void marksEveryByteOfFileThatIsNoText() throws IOException {
        byte[] bytes = new byte[4_000_000];
        Arrays.fill(bytes, (byte) 0xFF);
        assertThat(readAll(of(bytes))).isEqualTo("\uDC80".repeat(4_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void givesLinesBackWithoutLastEnd(String end) throws IOException {
        SourceText text = of(String.join(end, "one", "two", "", "four", "five"));
        readAll(text);
        assertThat(text.lines(1, 0, 100)).isEqualTo("one");
        assertThat(text.lines(1, 1, 100)).isEqualTo("one" + end + "two");
        assertThat(text.lines(2, 2, 100)).isEqualTo("two" + end + end + "four");
        assertThat(text.lines(3, 0, 100)).isEmpty();
        assertThat(text.lines(4, 0, 2)).isEqualTo("fo");
        assertThat(text.lines(5, 0, 100)).isEqualTo("five");
        assertThat(text.lines(5, 7, 100)).as("more breaks than there are").isEqualTo("five");
    }

    @Test
    void replacesWhatCannotBeStored() throws IOException {
        SourceText text = of(new byte[] {'a', 0, (byte) 0xFF, (byte) 0xF0, (byte) 0x9F, (byte) 0x98, (byte) 0x80, 'b'});
        readAll(text);
        assertThat(text.lines(1, 0, 100)).isEqualTo("a\uFFFD\uFFFD😀b");
        assertThat(text.lines(1, 0, 4)).as("cut within a pair").isEqualTo("a\uFFFD\uFFFD\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void goesOnAfterLine(String end) throws IOException {
        SourceText text = of(String.join(end, "one", "two", "three", "four"));
        readAll(text);
        text.keepFrom(2);
        text.resumeAfter(2);
        assertThat(readAll(text)).isEqualTo("three" + end + "four");
        text.resumeAfter(4);
        assertThat(readAll(text)).isEmpty();
    }

    @Test
    void goesOnAfterLastLineThatHasNotBeenReadToItsEnd() throws IOException {
        SourceText text = of("one\ntwo");
        read(text, 5);
        text.resumeAfter(2);
        assertThat(readAll(text)).isEmpty();
    }

    /** The line's end is spread over every place around the ends of the first two buffers. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\r\r\n", "\n\r\n"})
    void goesOnAfterLineThatEndsAtBuffersEnd(String end) throws IOException {
        for (int length : new int[] {64 * 1024, 128 * 1024}) {
            for (int shift = -4; shift <= 1; shift++) {
                SourceText text = of("x".repeat(length + shift) + end + "\ntwo");
                read(text, length - 5);
                text.resumeAfter(1);
                String rest = end.startsWith("\r\n") ? end.substring(2) : end.substring(1);
                boolean oneBreak = "\r".equals(end);
                assertThat(readAll(text)).as("%d %d", length, shift).isEqualTo(oneBreak ? "two" : rest + "\ntwo");
            }
        }
    }

    @Test
    void knowsLineToItsEndBeforeItHasBeenRead() throws IOException {
        String line = "x".repeat(200_000);
        SourceText text = of("one\n" + line + "\nthree");
        read(text, 10);
        text.know(2, 1_000_000);
        assertThat(text.lines(2, 0, 1_000_000)).isEqualTo(line);
        assertThat(readAll(text)).isEqualTo(line.substring(6) + "\nthree");
    }

    @Test
    void knowsAsMuchOfLineAsIsWanted() throws IOException {
        String line = "x".repeat(5_000_000);
        SourceText text = of(line);
        read(text, 10);
        text.know(1, 100_000);
        assertThat(text.lines(1, 0, 100_000)).hasSize(100_000);
        assertThat(text.lines(1, 0, 10_000_000).length()).isLessThan(300_000);
    }

    /** The first of what is read are 64 KiB, 4 of which are of the line before. */
    @Test
    void knowsNoMoreOfLineThanBuffersThatHoldWhatIsWanted() throws IOException {
        SourceText text = of("one\n" + "x".repeat(1_000_000));
        read(text, 10);
        text.know(2, 64 * 1024 - 4);
        assertThat(text.lines(2, 0, 1_000_000)).isEqualTo("x".repeat(64 * 1024 - 4));
        text.know(2, 64 * 1024);
        assertThat(text.lines(2, 0, 1_000_000)).isEqualTo("x".repeat(128 * 1024 - 4));
    }

    @Test
    void takesRecordOfJustAsManyCharactersAsOneMayHave() throws IOException {
        String record = "x".repeat(SourceText.MAX_RECORD);
        assertThat(readAll(of(record))).isEqualTo(record);
        assertThatExceptionOfType(SourceText.RecordTooLongException.class).isThrownBy(() -> readAll(of(record + "x")));
    }

    @Test
    void refusesRecordThatIsTooLong() throws IOException {
        SourceText text = of("one\n" + "x\n".repeat(SourceText.MAX_RECORD) + "end");
        text.keepFrom(2);
        assertThatExceptionOfType(SourceText.RecordTooLongException.class).isThrownBy(() -> readAll(text));
        text.resumeAfter(2);
        text.keepFrom(SourceText.MAX_RECORD + 2L);
        assertThat(text.lines(3, 0, 100)).isEqualTo("x");
        text.resumeAfter(3);
    }

    @Test
    void passesOverLineOfAnyLength() throws IOException {
        String line = "x".repeat(3 * SourceText.MAX_RECORD + 1);
        SourceText text = of(line + "\r\ntwo");
        assertThatExceptionOfType(SourceText.RecordTooLongException.class).isThrownBy(() -> readAll(text));
        text.resumeAfter(1);
        assertThat(readAll(text)).isEqualTo("two");
    }

    /** What follows the line that reading goes on after; of what was not handed over, nothing is handed over again. */
    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "3, 0", "4, 1", "10, 7", "12, 9"})
    void tellsHowManyCharactersAreHandedOverAgain(int read, long again) throws IOException {
        SourceText text = of("ab\ncdef\nghi\n");
        read(text, read);
        text.resumeAfter(1);
        assertThat(text.repeated()).isEqualTo(again);
        assertThat(readAll(text)).isEqualTo("cdef\nghi\n");
        text.resumeAfter(2);
        assertThat(text.repeated()).isEqualTo(again + 4);
    }

    @Test
    void nothingOfALineThatIsTooLongIsHandedOverAgain() throws IOException {
        for (int length : new int[] {SourceText.MAX_RECORD, SourceText.MAX_RECORD + 1, 3 * SourceText.MAX_RECORD + 1}) {
            SourceText text = of("x".repeat(length) + "\ntwo\n");
            read(text, SourceText.MAX_RECORD);
            text.resumeAfter(1);
            assertThat(text.repeated()).isZero();
            assertThat(readAll(text)).isEqualTo("two\n");
        }
    }

    /** A record that may end far beyond what is remembered. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100_000, SourceText.MAX_RECORD, SourceText.MAX_RECORD + 100_000})
    void followsRecordToItsEnd(int padding) throws IOException {
        String record = '"' + "é".repeat(padding) + "\n\r\n\"\"\r\",b,c\"d";
        for (String end : List.of("\n", "\r\n", "\r")) {
            SourceText text = of("one\n" + record + end + "next");
            read(text, 5);
            text.keepFrom(2);
            RecordScan scan = text.scan(2);
            assertThat(scan.isWhole()).isTrue();
            assertThat(scan.cells()).isEqualTo(3);
            assertThat(scan.breaks()).isEqualTo(3);
            for (int line = 2; line <= 5; line++) {
                text.resumeAfter(line);
            }
            assertThat(readAll(text)).isEqualTo("next");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000, SourceText.MAX_RECORD, SourceText.MAX_RECORD + 100_000})
    void seesThatQuoteIsNotClosedAndGoesBack(int padding) throws IOException {
        String rest = "é".repeat(padding) + "\n\r\n\"\"\r";
        for (String end : List.of("", "\" ,b\n", "\"\"")) {
            SourceText text = of("one\n\"two\n" + rest + end);
            read(text, 6);
            text.keepFrom(2);
            assertThat(text.scan(2).isWhole()).isFalse();
            text.resumeAfter(2);
            assertThat(read(text, 1_000)).isNotEmpty().isEqualTo(cut(rest + end));
        }
    }

    /** The 65th buffer is the first that exceeds what a record may have, and ends before the last byte of the €. */
    @Test
    void looksAheadFromCharacterThatIsHalfRead() throws IOException {
        SourceText text = of('"' + "x".repeat(65 * 64 * 1024 - 3) + "€\",b\nnext");
        read(text, 5);
        RecordScan scan = text.scan(1);
        assertThat(scan.isWhole()).isTrue();
        assertThat(scan.cells()).isEqualTo(2);
        assertThat(scan.breaks()).isZero();
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 1_000));
    }

    @Test
    void forgetsWhatNobodyWillAskFor() throws IOException {
        SourceText text = of("x\n".repeat(3 * SourceText.MAX_RECORD));
        StringBuilder read = new StringBuilder();
        for (long line = 1; line <= 3L * SourceText.MAX_RECORD; line += 100_000) {
            text.keepFrom(line);
            read.append(read(text, 200_000));
        }
        assertThat(read).hasSize(6 * SourceText.MAX_RECORD);
    }

    @Test
    void passesOnFailureOfFile() {
        SourceText text = of(new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("disk on fire");
            }
        });
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> readAll(text))
                .withMessage("disk on fire");
    }

    @Test
    void closesFile() throws IOException {
        boolean[] closed = {false};
        of(new ByteArrayInputStream(new byte[0]) {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                })
                .close();
        assertThat(closed[0]).isTrue();
    }
}
