/** What the loads did. */
@NullMarked
package io.creditplatform.analytics.load;

import org.jspecify.annotations.NullMarked;
