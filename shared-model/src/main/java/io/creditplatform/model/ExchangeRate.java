package io.creditplatform.model;

import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.LocalDate;

/** One line of {@code exchange_rates.csv}: how much of one currency another one is worth, from a day on. */
@Feed("exchange_rates")
public record ExchangeRate(
        @Key(1) Currency fromCurrency,
        @Key(2) Currency toCurrency,
        @Positive BigDecimal rate,
        @Key(3) LocalDate effectiveDate) {}
