package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares as people write them. */
class ShareTest {

    @ParameterizedTest
    @CsvSource({
        "5%, 0.05",
        "0.05, 0.05",
        "0%, 0",
        "0, 0",
        "100%, 1",
        "1, 1",
        "1.0, 1",
        "0.5%, 0.005",
        ".5, 0.5",
        "5.%, 0.05",
        "0.000000000000000001, 1E-18"
    })
    void isPercentOrPart(String text, BigDecimal value) {
        assertThat(Share.of(text).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100.01%",
                "1.01",
                "-1%",
                "-0.01",
                "%",
                "",
                "five",
                "5 %",
                "5",
                ".",
                "1e-2",
                "1e-999999999",
                "1e-999999999%",
                "1e999999999",
                "0x1p-3",
                "٠",
                "0.0000000000000000001"
            })
    void isFromNothingToAll(String text) {
        assertThatThrownBy(() -> Share.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is no share, expected one such as 5% or 0.05, from 0% to 100%");
    }
}
