package io.creditplatform.analytics.record;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.creditplatform.model.Credit;
import io.creditplatform.model.CreditHistory;
import java.util.List;

/**
 * One of a seller's credits with what became of it.
 *
 * @param history its stations in time order; those of one moment in the order in which credits pass them
 * @param reported its amount in the currency asked for
 */
record CreditOfSeller(@JsonUnwrapped Credit credit, List<CreditHistory> history, Conversion.Converted reported) {}
