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
    @CsvSource({"0.05, 5%", "0.0050, 0.5%", "1, 100%", "0, 0%", "0.2, 20%", "1E-18, 0.0000000000000001%"})
    void isShownInPercent(BigDecimal value, String shown) {
        assertThat(new Share(value).percent()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 1, 3, 33.33%",
        "0.05, 2, 3, 66.67%",
        "0.05, 5, 100, 5.00%",
        "0.05, 50001, 1000000, 5.0001%",
        "0.05, 49999, 1000000, 4.9999%",
        "0.05, 5004, 100000, 5.004%",
        "0.05, 500000001, 10000000000, 5.00000001%",
        "0, 1, 9000000, 0.00001%",
        "0, 0, 7, 0.00%",
        "0.05004, 5003, 100000, 5.00%",
        "0.33335, 1, 3, 33.33%"
    })
    void isShownBesideAnotherAsItCompares(BigDecimal limit, long part, long whole, String shown) {
        assertThat(new Share(limit).percentBeside(part, whole)).isEqualTo(shown);
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
