package io.creditplatform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WhiteSpaceTest {

    /** Unicode's own White_Space, then what is drawn as nothing: controls and Default_Ignorable_Code_Point. */
    private static final int[] WHITE = {
        0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2007, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
        0x3000, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A,
        0x202E, 0x2060, 0x2064, 0x2066, 0x2069, 0x2800, 0x3164, 0xFEFF, 0xFFA0, 0xE0001, 0xE0020, 0x01, 0x08, 0x1A,
        0x1B, 0x7F, 0x80, 0x9F, 0x180B, 0x180D, 0x180F, 0x2065, 0x206F, 0xFE00, 0xFE0F, 0xFFF0, 0xFFF8, 0x1BCA0,
        0x1D173, 0xE0000, 0xE0100, 0xE01EF, 0xE0FFF
    };

    private static final int[] INK = {
        0x00, '!', '-', '0', 'A', '_', '~', 0xA1, 0xE9, 0x663, 0x180A, 0x1810, 0xFDFF, 0xFE10, 0xFFFD, 0x1F600, 0xE1000
    };

    @Test
    void isWhateverLeavesNoInk() {
        for (int codePoint : WHITE) {
            assertThat(WhiteSpace.is(codePoint)).as("U+%04X", codePoint).isTrue();
        }
        for (int codePoint : INK) {
            assertThat(WhiteSpace.is(codePoint)).as("U+%04X", codePoint).isFalse();
        }
    }

    @Test
    void isTakenFromBothEnds() {
        assertThat(WhiteSpace.strip("\uFEFF\u00A0 a \u200Bb\t\u3000")).isEqualTo("a \u200Bb");
        assertThat(WhiteSpace.strip("\u00A0\u200B")).isEmpty();
        assertThat(WhiteSpace.strip("")).isEmpty();
        assertThat(WhiteSpace.isAllOf(" \u00A0")).isTrue();
        assertThat(WhiteSpace.isAllOf(" \u00A0x")).isFalse();
    }
}
