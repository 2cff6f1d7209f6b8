/** How account managers' sellers are doing. */
@NullMarked
package io.creditplatform.analytics.manager;

import org.jspecify.annotations.NullMarked;
