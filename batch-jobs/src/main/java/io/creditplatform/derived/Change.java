package io.creditplatform.derived;

import io.creditplatform.measure.DerivedTable;

/**
 * What working a table out anew came to.
 *
 * @param rows that the table has now
 * @param changed how many rows were changed, added or taken out
 */
public record Change(DerivedTable table, long rows, long changed) {}
