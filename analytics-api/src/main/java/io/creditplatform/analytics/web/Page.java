package io.creditplatform.analytics.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a collection.
 *
 * @param rows the rows, in the collection's order
 * @param next where the next page begins, or null if this is the last one
 */
public record Page<T>(List<T> rows, @Nullable Cursor next) {}
