package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvTextTest {

    @Test
    void writesLineWithoutItsEnd() {
        assertThat(CsvText.line(List.of("a", "b c", "1"))).isEqualTo("a,b c,1");
        assertThat(CsvText.line(List.of("a,b", "say \"hi\"", "two\nlines")))
                .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"");
    }

    @Test
    void keepsSpacesAtTheEnd() {
        assertThat(CsvText.line(List.of("a", "b  "))).isEqualTo("a,b  ");
        assertThat(CsvText.line(List.of("a", "\u2003"))).isEqualTo("a,\u2003");
        assertThat(CsvText.line(List.of("a", ""))).isEqualTo("a,");
    }

    @Test
    void readsBackWhatItWrote() {
        Random random = new Random(11);
        String alphabet = "a,\"\n\r #é😀";
        for (int i = 0; i < 5_000; i++) {
            List<String> cells = new ArrayList<>();
            for (int n = 2 + random.nextInt(4); n > 0; n--) {
                StringBuilder cell = new StringBuilder();
                for (int length = random.nextInt(6); length > 0; length--) {
                    cell.appendCodePoint(alphabet.codePoints().toArray()[random.nextInt(9)]);
                }
                cells.add(cell.toString());
            }
            assertThat(CsvText.cells(CsvText.line(cells)))
                    .as(CsvText.line(cells))
                    .isEqualTo(cells);
        }
    }

    @Test
    void readsCells() {
        assertThat(CsvText.cells("1,\"a,\"\"b\"\"\",")).containsExactly("1", "a,\"b\"", "");
        assertThat(CsvText.cells("1,\"a\r\nb\"")).containsExactly("1", "a\r\nb");
        assertThat(CsvText.cells("#1,x")).containsExactly("#1", "x");
        assertThat(CsvText.cells("")).isEmpty();
        assertThat(CsvText.cells(",, ")).containsExactly("", "", " ");
        assertThat(CsvText.cells("\uFEFFa;'b")).containsExactly("\uFEFFa;'b");
        assertThat(CsvText.cells(",".repeat(20_000))).containsExactly(",".repeat(20_000)); // more than a parser takes
    }

    @Test
    void makesTheBestOfBrokenQuotes() {
        assertThat(CsvText.cells("1,\"Ann,a@x.example")).containsExactly("1", "Ann,a@x.example");
        assertThat(CsvText.cells("1,\"Ann\" A,a@x.example")).containsExactly("1,\"Ann\" A,a@x.example");
        assertThat(CsvText.cells("1,Ann \"A\" Lee,a@x.example")).containsExactly("1", "Ann \"A\" Lee", "a@x.example");
    }
}
