package io.creditplatform.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopyTextTest {

    private final CopyText text = new CopyText(16);

    @Test
    void writesEachKindOfValue() {
        text.row(
                7,
                values(
                        -5L,
                        0,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        null,
                        new BigDecimal("0.0000001"),
                        LocalDate.of(1, 2, 3),
                        LocalDateTime.of(2025, 6, 30, 0, 0),
                        LocalDateTime.of(9999, 12, 31, 23, 59, 59, 7_000)));
        text.row(1_234_567_890, values(""));

        assertThat(written())
                .isEqualTo("7\t-5\t0\t-9223372036854775808\t9223372036854775807\t\\N\t0.0000001\t0001-02-03"
                        + "\t2025-06-30 00:00:00\t9999-12-31 23:59:59.000007\n1234567890\t\n");
        assertThatThrownBy(() -> text.row(8, values(1.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a java.lang.Double is no value of a column");
    }

    @Test
    void escapesWhatHasAMeaning() {
        text.row(2, values("a\tb\nc\rd\\e", "\\N", "\\.", "é\t\uD83D\uDC14\\", "\uD83D|"));

        assertThat(written()).isEqualTo("2\ta\\tb\\nc\\rd\\\\e\t\\\\N\t\\\\.\té\\t\uD83D\uDC14\\\\\t?|\n");
        text.clear();
        assertThat(written()).isEmpty();
    }

    @Test
    void takesTextsOfAnyLength() {
        text.row(1, values("x".repeat(100_000), "\\".repeat(70_000), "\u20AC".repeat(50_000)));

        assertThat(written())
                .isEqualTo("1\t" + "x".repeat(100_000) + "\t" + "\\".repeat(140_000) + "\t" + "\u20AC".repeat(50_000)
                        + "\n");
    }

    private static @Nullable Object[] values(@Nullable Object... values) {
        return values;
    }

    private String written() {
        return new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8);
    }
}
