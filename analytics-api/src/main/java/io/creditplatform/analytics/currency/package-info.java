/** In which currency amounts are added up, and what could not be. */
@NullMarked
package io.creditplatform.analytics.currency;

import org.jspecify.annotations.NullMarked;
