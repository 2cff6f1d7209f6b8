/** Questions about the loaded data, answered over HTTP. */
@NullMarked
package io.creditplatform.analytics;

import org.jspecify.annotations.NullMarked;
