/** Exports as other tools read them. */
@NullMarked
package io.creditplatform.analytics.export;

import org.jspecify.annotations.NullMarked;
