package io.creditplatform.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.model.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Divisions of whole numbers. */
class RatioTest {

    @Test
    void nothingOfNothingIsNothing() {
        assertThat(Ratio.of(0, 0)).isZero();
        assertThat(Ratio.of(7, 0)).isZero();
        assertThat(Ratio.of(1, 8)).isEqualTo(0.125);
        assertThat(Ratio.of(3, 2)).isEqualTo(1.5);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "7, 0, 0", "5, 2, 2", "7, 2, 4", "-5, 2, -2", "10, 3, 3", "11, 3, 4"})
    void meanIsRoundedHalfEvenToTheCent(long sum, long count, long mean) {
        assertThat(Ratio.mean(sum, count)).isEqualTo(new Money(mean));
    }
}
