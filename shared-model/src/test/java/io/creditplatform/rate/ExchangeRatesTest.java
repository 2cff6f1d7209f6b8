package io.creditplatform.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.model.Currency;
import io.creditplatform.model.ExchangeRate;
import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeRatesTest {

    private static final ExchangeRates RATES = new ExchangeRates(List.of(
            rate(Currency.EUR, Currency.USD, "1.25", "2025-02-01"),
            rate(Currency.EUR, Currency.USD, "1.10", "2025-01-01"),
            rate(Currency.USD, Currency.EUR, "0.5", "2025-03-01"),
            rate(Currency.USD, Currency.SAR, "3.75", "2025-01-10"),
            rate(Currency.EUR, Currency.AED, "4", "2025-01-20"),
            rate(Currency.USD, Currency.AED, "3.6725", "2025-01-05")));

    private static ExchangeRate rate(Currency from, Currency to, String rate, String day) {
        return new ExchangeRate(from, to, new BigDecimal(rate), LocalDate.parse(day));
    }

    /** A direct rate beats a newer inverse, that beats a cross; each is the newest on or before the day. */
    @ParameterizedTest
    @CsvSource({
        "2025-01-01, EUR, USD, 1.1, 2025-01-01",
        "2025-01-31, EUR, USD, 1.1, 2025-01-01",
        "2025-02-01, EUR, USD, 1.25, 2025-02-01",
        "2025-04-01, EUR, USD, 1.25, 2025-02-01",
        "2025-02-01, USD, EUR, 0.8, 2025-02-01",
        "2025-03-01, USD, EUR, 0.5, 2025-03-01",
        "2025-01-10, SAR, USD, 0.266666666667, 2025-01-10",
        "2025-01-15, EUR, SAR, 4.125, 2025-01-01",
        "2025-01-15, SAR, EUR, 0.242424242424, 2025-01-01",
        "2025-01-19, EUR, AED, 4.03975, 2025-01-01",
        "2025-01-20, EUR, AED, 4, 2025-01-20",
        "2025-01-20, AED, EUR, 0.25, 2025-01-20",
        "2025-01-20, SAR, AED, 0.979333333333, 2025-01-05",
    })
    void takesTheRateInEffect(LocalDate day, Currency from, Currency to, String shown, LocalDate effective) {
        EffectiveRate rate = RATES.on(day, from, to).orElseThrow();
        assertThat(rate.shown().toPlainString()).isEqualTo(shown);
        assertThat(rate.effectiveDate()).isEqualTo(effective);
    }

    @ParameterizedTest
    @CsvSource({"2024-12-31, EUR, USD", "2025-01-09, SAR, USD", "2025-01-09, SAR, EUR", "2025-01-04, EUR, AED"})
    void knowsNoRateBeforeTheFirst(LocalDate day, Currency from, Currency to) {
        assertThat(RATES.on(day, from, to)).isEmpty();
    }

    @Test
    void saysWhichRatesItGoesBy() {
        LocalDate day = LocalDate.parse("2025-02-05");
        ExchangeRate toUsd = rate(Currency.EUR, Currency.USD, "1.25", "2025-02-01");
        assertThat(RATES.behind(day, Currency.EUR, Currency.USD)).containsExactly(toUsd);
        assertThat(RATES.behind(day, Currency.USD, Currency.EUR))
                .as("the opposite one")
                .containsExactly(toUsd);
        assertThat(RATES.behind(day, Currency.EUR, Currency.SAR))
                .as("a cross")
                .containsExactly(toUsd, rate(Currency.USD, Currency.SAR, "3.75", "2025-01-10"));
        assertThat(RATES.behind(day, Currency.EUR, Currency.EUR)).isEmpty();
        assertThat(RATES.behind(LocalDate.parse("2024-12-31"), Currency.EUR, Currency.USD))
                .isEmpty();
    }

    @Test
    void aCurrencyIsWorthItself() {
        EffectiveRate rate =
                RATES.on(LocalDate.EPOCH, Currency.SAR, Currency.SAR).orElseThrow();
        assertThat(rate.convert(new Money(-12_345))).isEqualTo(new Money(-12_345));
        assertThat(rate.effectiveDate()).isNull();
        assertThat(rate.shown()).isEqualByComparingTo("1");
    }

    /** 0.5 a unit: ties go to the even cent, on either side of zero. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 2", "5, 2", "-1, 0", "-3, -2", "-5, -2", "9007199254740993, 4503599627370496"})
    void roundsHalfEven(long minor, long converted) {
        EffectiveRate half =
                RATES.on(LocalDate.of(2025, 3, 1), Currency.USD, Currency.EUR).orElseThrow();
        assertThat(half.convert(new Money(minor))).isEqualTo(new Money(converted));
    }

    /** By the inverse as it is, not by one that was cut to some digits. */
    @Test
    void dividesExactly() {
        EffectiveRate inverse =
                RATES.on(LocalDate.of(2025, 1, 10), Currency.SAR, Currency.USD).orElseThrow();
        assertThat(inverse.convert(new Money(375_000_000_000_000L))).isEqualTo(new Money(100_000_000_000_000L));
    }
}
