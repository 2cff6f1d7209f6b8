/** Turning amounts of one currency into another one's. */
@NullMarked
package io.creditplatform.rate;

import org.jspecify.annotations.NullMarked;
