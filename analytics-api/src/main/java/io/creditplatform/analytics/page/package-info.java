/** The page at {@code /}: files that the browser gets as they are. */
@NullMarked
package io.creditplatform.analytics.page;

import org.jspecify.annotations.NullMarked;
