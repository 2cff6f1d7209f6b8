package io.creditplatform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people get to see of any text. */
class VisibleTest {

    @Test
    void namesWhatTerminalsObey() {
        assertThat(Visible.of("a\u001B[2J\r\nb\tc\u009B31m\u007F"))
                .isEqualTo("a<U+001B>[2J<U+000D><U+000A>b<U+0009>c<U+009B>31m<U+007F>");
        assertThat(Visible.of("exe\u202Efdp.\u2028\u2029\u200E\uD800"))
                .isEqualTo("exe<U+202E>fdp.<U+2028><U+2029><U+200E><U+D800>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Zoë 橡 😀", "é\u00A0è", "👨\u200D👩\u200D👧", "می\u200Cخواهم"})
    void leavesWhatCanBeReadAsItIs(String text) {
        assertThat(Visible.of(text)).isEqualTo(text);
        assertThat(Visible.lines(text)).isEqualTo(text);
    }

    @Test
    void keepsLinesOfMessagesOfSeveral() {
        assertThat(Visible.lines("a\u001B\nb\r\nc"))
                .isEqualTo("a<U+001B>" + System.lineSeparator() + "b" + System.lineSeparator() + "c");
    }

    @Test
    void quotesNameWhatCannotBeSeen() {
        assertThat(Visible.quoted("207\u00A0")).isEqualTo("'207' followed by U+00A0");
        assertThat(Visible.quoted("\uFEFF207\u200B")).isEqualTo("U+FEFF followed by '207' followed by U+200B");
        assertThat(Visible.quoted("2\u200B07")).isEqualTo("'2<U+200B>07'");
        assertThat(Visible.quoted(" 207 ")).isEqualTo("' 207 '");
        assertThat(Visible.quoted("207 \t")).isEqualTo("'207' followed by U+0020 followed by U+0009");
        assertThat(Visible.quoted("\u00A0")).isEqualTo("U+00A0");
        assertThat(Visible.quoted("  ")).isEqualTo("'  '");
        assertThat(Visible.quoted("")).isEqualTo("''");
        assertThat(Visible.quoted("x" + "\t".repeat(9)))
                .isEqualTo("'x' followed by U+0009 followed by U+0009 followed by U+0009 followed by 6 more");
        assertThat(Visible.quoted("👨\u200D👩")).isEqualTo("'👨\u200D👩'");
    }

    @Test
    void cutsLongQuotes() {
        assertThat(Visible.quoted("x".repeat(61))).isEqualTo("'" + "x".repeat(60) + "…'");
        assertThat(Visible.quoted("\u00A0".repeat(61)))
                .isEqualTo("U+00A0 followed by U+00A0 followed by U+00A0 followed by 57 more…");
        assertThat(Visible.quoted("\u00A0" + "x".repeat(60))).isEqualTo("U+00A0 followed by '" + "x".repeat(59) + "…'");
    }

    @Test
    void leavesJsonAsItIsThatNoTerminalObeys() {
        assertThat(Visible.escaped("{\"a\": \"~é\\u001b\"}\n")).isEqualTo("{\"a\": \"~é\\u001b\"}\n");
    }

    @Test
    void escapesJsonSoThatItSaysTheSame() {
        assertThat(Visible.escaped("{\"a\": \"\u009B2J\u202E\u2028é👨\u200D👩\uDB40\uDC01\"}\n"))
                .isEqualTo("{\"a\": \"\\u009b2J\\u202e\\u2028é👨\u200D👩\\udb40\\udc01\"}\n");
    }

    @Test
    void writerShowsLinesToPeopleAndLeavesTheRestToPrograms() {
        StringWriter target = new StringWriter();
        try (VisibleWriter writer = new VisibleWriter(target)) {
            writer.println("a\u001B");
            writer.println((Object) "b\u001B");
            writer.print("c\u001B");
            writer.write("d\u001B");
            writer.println(7);
        }
        assertThat(target.toString().lines()).containsExactly("a<U+001B>", "b<U+001B>", "c\u001Bd\u001B7");
    }

    /** Whatever the text, nothing in what is shown can be obeyed, and the quotes hold it in one line. */
    @Test
    void neverLetsAnythingThrough() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            int type = Character.getType(codePoint);
            boolean obeyed = type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE;
            if (obeyed) {
                String text = "a" + Character.toString(codePoint) + "b";
                String name = String.format("<U+%04X>", codePoint);
                assertThat(Visible.of(text)).isEqualTo("a" + name + "b");
                assertThat(Visible.quoted(text)).isEqualTo("'a" + name + "b'");
            }
        }
    }
}
