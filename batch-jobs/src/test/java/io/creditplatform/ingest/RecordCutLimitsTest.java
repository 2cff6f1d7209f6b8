package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where files of few bytes are cut, worked out by hand, and what is just enough or too much. */
class RecordCutLimitsTest {

    private static final int MAX_CLOSING = 4096;
    private static final int READ_BEYOND = 16 * 1024;
    private static final int REPEAT_LIMIT = 32 * 1024 * 1024;

    /** Where the parts begin that are as small as can be; none if it is not cut. */
    private static List<Long> cuts(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        List<Long> cuts = cuts(bytes, bytes.length);
        assertThat(cuts(bytes, 3)).isEqualTo(cuts);
        assertThat(cuts(bytes, 1)).isEqualTo(cuts);
        return cuts;
    }

    private static List<Long> cuts(byte[] bytes, int atOnce) {
        RecordCuts cuts = new RecordCuts(1);
        for (int from = 0; from < bytes.length; from += atOnce) {
            byte[] next = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + atOnce));
            cuts.take(next, next.length);
        }
        return cuts.finish().stream().map(FilePart::offset).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "m", "z", "A", "M", "Z"})
    void headerHasLetters(String header) {
        assertThat(cuts(header + "\n1\n2\n")).containsExactly(0L, 2L, 4L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"`", "{", "@", "[", "1", " "})
    void whatHasNoneIsNoHeader(String line) {
        assertThat(cuts(line + "\n1\n2\n")).isEmpty();
    }

    @Test
    void recordBeginsBehindTheWholeLineEnd() {
        assertThat(cuts("h\r\n1\r\n2\r3\n")).containsExactly(0L, 3L, 6L, 8L);
    }

    @Test
    void recordThatIsNeverClosedEndsWithItsFirstLine() {
        assertThat(cuts("h\n\"1\n2\n3\n")).containsExactly(0L, 2L, 5L, 7L);
        assertThat(cuts("h\r\n\"1\r\n2\r\n3\r\n")).containsExactly(0L, 3L, 7L, 10L);
        assertThat(cuts("h\n\"1\n")).containsExactly(0L, 2L);
    }

    @Test
    void markIsNoText() {
        assertThat(cuts("\"h\nh\"\n1\n")).containsExactly(0L, 6L);
        assertThat(cuts("\u00ef\u00bb\u00bf\"h\nh\"\n1\n")).containsExactly(0L, 9L);
        assertThat(cuts("\u00ef\u00bb\"h\n1\n2\n"))
                .containsExactly(0L, 5L, 7L); // a piece of one is, and no quote follows text
        assertThat(cuts("\u00ef\"h\n1\n2\n")).containsExactly(0L, 4L, 6L);
    }

    @Test
    void soManyBytesMayCloseTheFile() {
        String quoted = "h\n\"a\nb\"\n12";
        assertThat(cuts(quoted + "\n".repeat(MAX_CLOSING))).containsExactly(0L, 2L, 8L);
        assertThat(cuts(quoted + "\n".repeat(MAX_CLOSING + 1))).isEmpty();
    }

    @Test
    void recordMayBeThatLong() {
        String longest = "x".repeat(RecordCuts.LONGEST_RECORD);
        assertThat(cuts("h\n" + longest + "\n1\n")).containsExactly(0L, 2L, longest.length() + 3L);
        assertThat(cuts("h\n" + longest + "x\n1\n")).containsExactly(0L, 2L);
    }

    /** In the first line of such a record nothing has been read twice but what lies beyond it. */
    @Test
    void soMuchMayBeReadTwiceBeyondRecords() {
        int times = REPEAT_LIMIT / READ_BEYOND;
        assertThat(cuts("h\n" + "\"a\"b\n".repeat(times))).hasSize(times + 1);
        assertThat(cuts("h\n" + "\"a\"b\n".repeat(times + 1))).isEmpty();
    }

    @Test
    void soMuchMayBeReadTwiceOfRecords() {
        String secondLine = "x".repeat(READ_BEYOND - 2) + "\"y"; // up to where it is given up
        int times = REPEAT_LIMIT / (2 * READ_BEYOND);
        byte[] most = ("h\n" + ("\"\n" + secondLine + "\n").repeat(times)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] more =
                ("h\n" + ("\"\n" + secondLine + "\n").repeat(times) + "\"a\"b\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(cuts(most, 10_000)).hasSize(2 * times + 1);
        assertThat(cuts(more, 10_000)).isEmpty();
    }
}
