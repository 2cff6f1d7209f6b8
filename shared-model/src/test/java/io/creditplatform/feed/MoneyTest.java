package io.creditplatform.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "12.3, 1230",
        "0.125, 12",
        "0.135, 14",
        "-0.125, -12",
        "-0.135, -14",
        "0.1250001, 13",
        "1E+3, 100000",
        "92233720368547758.07, 9223372036854775807",
        "-92233720368547758.08, -9223372036854775808",
    })
    void roundsToNearestHundredthAndTiesToEven(BigDecimal amount, long minorUnits) {
        assertThat(Money.nearest(amount)).isEqualTo(new Money(minorUnits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"92233720368547758.08", "-92233720368547758.09", "1E+17"})
    void refusesWhatDoesNotFit(BigDecimal amount) {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.nearest(amount));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "5, 0.05",
        "-5, -0.05",
        "-1230, -12.30",
        "100000000000, 1000000000.00",
        "9223372036854775807, 92233720368547758.07",
        "-9223372036854775808, -92233720368547758.08",
    })
    void showsTwoDecimals(long minorUnits, String shown) {
        assertThat(new Money(minorUnits)).hasToString(shown);
        assertThat(new Money(minorUnits).toDecimal()).isEqualTo(new BigDecimal(shown));
        assertThat(Money.nearest(new BigDecimal(shown))).isEqualTo(new Money(minorUnits));
    }

    @Test
    void comparesAmounts() {
        assertThat(List.of(new Money(2), new Money(Long.MIN_VALUE), new Money(Long.MAX_VALUE), new Money(-1)).stream()
                        .sorted())
                .containsExactly(new Money(Long.MIN_VALUE), new Money(-1), new Money(2), new Money(Long.MAX_VALUE));
        assertThat(new Money(2)).isEqualByComparingTo(new Money(2));
    }
}
