package io.creditplatform.analytics.web;

import io.creditplatform.model.Currency;
import java.time.LocalDate;

/**
 * What all figures together are asked for.
 *
 * @param asOf the date that they are given for
 * @param currency what their amounts are in
 */
public record Question(LocalDate asOf, Currency currency) {}
