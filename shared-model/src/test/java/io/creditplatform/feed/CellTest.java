package io.creditplatform.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.text.Visible;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

    @Test
    void seesOnlyItsOwnPartOfBuffer() {
        Cell cell = new Cell().at("ab,cd,ef".toCharArray(), 3, 2);
        assertThat(cell).hasToString("cd");
        assertThat(cell.length()).isEqualTo(2);
        assertThat(cell.charAt(1)).isEqualTo('d');
        assertThat(cell.contains('d')).isTrue();
        assertThat(cell.contains(',')).isFalse();
        assertThat(cell.contains('e')).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                " \r\n ",
                "\u2003",
                "\u00A0",
                "\u200B\uFEFF",
                "\u2060 ",
                "\u00AD",
                "\uDB40\uDC20",
                "\u001A"
            })
    void countsWhiteSpaceAsBlank(String text) {
        assertThat(Cell.of(text).isBlank()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", " x", "\0", "0", "\u00A0x", "\u001Ax", "\uD83D\uDE00"})
    void countsAnythingElseAsValue(String text) {
        assertThat(Cell.of(text).isBlank()).isFalse();
    }

    @Test
    void countsEachKindOfLineBreakOnce() {
        assertThat(Cell.of("").lineBreaks()).isZero();
        assertThat(Cell.of("ab").lineBreaks()).isZero();
        assertThat(Cell.of("a\nb").lineBreaks()).isEqualTo(1);
        assertThat(Cell.of("a\rb").lineBreaks()).isEqualTo(1);
        assertThat(Cell.of("a\r\nb").lineBreaks()).isEqualTo(1);
        assertThat(Cell.of("a\n\rb").lineBreaks()).isEqualTo(2);
        assertThat(Cell.of("\n\n").lineBreaks()).isEqualTo(2);
        assertThat(Cell.of("\r\r\n\n").lineBreaks()).isEqualTo(3);
        assertThat(Cell.of("\r\n\r\n").lineBreaks()).isEqualTo(2);
        assertThat(Cell.of("\n").lineBreaks()).isEqualTo(1);
    }

    @Test
    void countsNoLineFeedThatFollowsBreakOfCellBefore() {
        assertThat(new Cell().at("\r\na".toCharArray(), 1, 2).lineBreaks()).isEqualTo(1);
    }

    @Test
    void showsUpToSixtyCharacters() {
        assertThat(Cell.of("x".repeat(60)).shown()).isEqualTo("'" + "x".repeat(60) + "'");
        assertThat(Cell.of("x".repeat(61)).shown()).isEqualTo("'" + "x".repeat(60) + "…'");
        assertThat(Visible.quoted("x".repeat(61))).isEqualTo("'" + "x".repeat(60) + "…'");
        assertThat(Cell.of("").shown()).isEqualTo("''");
        assertThat(Cell.of("a\0b\n\u001B[2Jé").shown()).isEqualTo("'a<U+0000>b<U+000A><U+001B>[2Jé'");
    }

    @Test
    void neverShowsHalfOfPair() {
        assertThat(Cell.of("x".repeat(59) + "😀 and more").shown()).isEqualTo("'" + "x".repeat(59) + "…'");
        assertThat(Cell.of("x".repeat(58) + "😀 and more").shown()).isEqualTo("'" + "x".repeat(58) + "😀…'");
    }
}
