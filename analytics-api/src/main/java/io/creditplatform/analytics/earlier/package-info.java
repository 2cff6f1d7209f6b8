/** The states after earlier loads, beside the newest one. */
@NullMarked
package io.creditplatform.analytics.earlier;

import org.jspecify.annotations.NullMarked;
