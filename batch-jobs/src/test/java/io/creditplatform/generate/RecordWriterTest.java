package io.creditplatform.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.DateAllowed;
import io.creditplatform.model.Money;
import io.creditplatform.testing.Csv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of each kind of value in a file. */
class RecordWriterTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    record Amount(Money amount) {}

    @Test
    void moneyIsExact() throws IOException {
        try (RecordWriter writer = new RecordWriter(Amount.class, List.of("amount"), bytes, null)) {
            for (long cents : new long[] {0, -5, 150_000, Long.MAX_VALUE}) {
                writer.write(new Amount(new Money(cents)));
            }
        }
        assertThat(written()).isEqualTo("amount\n0.00\n-0.05\n1500.00\n92233720368547758.07\n");
    }

    @Test
    void noisyMoneyRoundsToWhatItIs() throws IOException {
        List<Long> amounts = List.of(0L, 1L, -1L, 99L, 100L, -49142L, 150_000L, 50L, Long.MAX_VALUE);
        try (RecordWriter writer = new RecordWriter(Amount.class, List.of("amount"), bytes, new SplittableRandom(1))) {
            for (int i = 0; i < 9000; i++) {
                writer.write(new Amount(new Money(amounts.get(i % 9))));
            }
        }
        List<String> cells = written().lines().skip(1).toList();
        for (int i = 0; i < 9000; i++) {
            assertThat(new BigDecimal(cells.get(i)).setScale(2, RoundingMode.HALF_EVEN))
                    .isEqualTo(BigDecimal.valueOf(amounts.get(i % 9), 2));
        }
        assertThat(cells)
                .contains("-0.0", "0.0", "-491.42", "0.01", "1.0", "0.5", "1500.0", "92233720368547758.07")
                .anyMatch(cell -> cell.matches("-491\\.4199999999\\d{4}"))
                .anyMatch(cell -> cell.matches("-491\\.4200000000\\d{4}"))
                .anyMatch(cell -> cell.matches("-491\\.41[7-9]\\d{2}"))
                .anyMatch(cell -> cell.matches("-491\\.42[0-2]\\d{2}"));
    }

    record Everything(
            long number,
            @Nullable String text,
            CreditStatus status,
            LocalDate day,
            Instant time,
            @DateAllowed Instant dayOrTime) {}

    @Test
    void eachTypeHasItsForm() throws IOException {
        try (RecordWriter writer =
                new RecordWriter(Everything.class, List.of("a", "b", "c", "d", "e", "f"), bytes, null)) {
            Instant midnight = Instant.parse("2025-06-03T00:00:00Z");
            writer.write(
                    new Everything(-7, null, CreditStatus.IN_REVIEW, LocalDate.of(2025, 6, 3), midnight, midnight));
            Instant time = Instant.parse("1969-12-31T23:59:58.000123Z");
            writer.write(new Everything(Long.MAX_VALUE, "a", CreditStatus.NEW, LocalDate.of(987, 1, 1), time, time));
        }
        assertThat(written()).isEqualTo("""
                a,b,c,d,e,f
                -7,,InReview,2025-06-03,2025-06-03 00:00:00.000000,2025-06-03
                9223372036854775807,a,New,0987-01-01,1969-12-31 23:59:58.000123,1969-12-31 23:59:58.000123
                """);
    }

    record Text(String text, String other) {}

    @Test
    void textsComeBackAsTheyWereAndLinesAreCounted() throws IOException {
        List<String> texts = List.of(
                "plain",
                "a, b",
                "say \"hi\"",
                "two\nlines\n",
                "Zoë 👍",
                "\"",
                "x".repeat(300_000),
                "é".repeat(200_000));
        long line = 2;
        try (RecordWriter writer = new RecordWriter(Text.class, List.of("text", "other"), bytes, null)) {
            for (String text : texts) {
                assertThat(writer.write(new Text(text, "end"))).isEqualTo(line);
                line += text.lines().count() + (text.endsWith("\n") ? 1 : 0);
            }
            assertThat(writer.write(new byte[] {'a', ',', 'b'})).isEqualTo(line);
        }
        assertThat(Csv.parse(written())).hasSize(texts.size() + 2).element(3).isEqualTo(List.of("say \"hi\"", "end"));
        assertThat(Csv.parse(written()).subList(1, texts.size() + 1))
                .extracting(row -> row.get(0))
                .isEqualTo(texts);
    }
}
