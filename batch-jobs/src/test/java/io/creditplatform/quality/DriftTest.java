package io.creditplatform.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns are named from which change on, and which are compared. */
class DriftTest {

    private static ColumnProfile profile(@Nullable String currency, long rows, long nulls, @Nullable BigDecimal mean) {
        return new ColumnProfile("leads", "amount", currency, rows, nulls, null, null, null, mean, List.of());
    }

    private static List<String> between(ColumnProfile before, ColumnProfile now) {
        return Drift.between(List.of(before), List.of(now)).stream()
                .map(drift -> drift.label() + " " + drift.measure() + " " + drift.before() + " " + drift.now())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"10, 15, false", "10, 16, true", "16, 10, true", "15, 10, false"})
    void emptyCellsMayMoveByFivePoints(long before, long now, boolean named) {
        assertThat(between(profile(null, 100, before, null), profile(null, 100, now, null)))
                .isEqualTo(named ? List.of("leads.amount null_share 0.%d00 0.%d00".formatted(before, now)) : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "100.00, 125.00, false", "100.00, 125.01, true", "100.00, 75.00, false", "100.00, 74.99, true",
        "-100.00, -125.00, false", "-100.00, -125.01, true", "0.00, 0.00, false", "0.00, 0.01, true"
    })
    void meanMayMoveByAQuarter(BigDecimal before, BigDecimal now, boolean named) {
        assertThat(between(profile("EUR", 100, 0, before), profile("EUR", 100, 0, now)))
                .isEqualTo(named ? List.of("leads.amount in EUR mean " + before + " " + now) : List.of());
    }

    @Test
    void onlyWhatIsThereTwiceIsCompared() {
        BigDecimal much = new BigDecimal("1000.00");
        BigDecimal little = new BigDecimal("1.00");
        assertThat(between(profile("EUR", 100, 0, little), profile("USD", 100, 0, much)))
                .isEmpty();
        assertThat(between(profile(null, 0, 0, little), profile(null, 100, 50, much)))
                .isEmpty();
        assertThat(between(profile(null, 100, 50, little), profile(null, 0, 0, much)))
                .isEmpty();
        assertThat(between(profile(null, 100, 0, null), profile(null, 100, 0, much)))
                .isEmpty();
        assertThat(between(profile(null, 100, 0, little), profile(null, 100, 0, null)))
                .isEmpty();
    }

    @Test
    void emptyShareIsRoundedHalfUp() {
        assertThat(profile(null, 0, 0, null).nullShare()).isEqualTo("0");
        assertThat(profile(null, 3, 2, null).nullShare()).isEqualTo("0.6667");
    }
}
