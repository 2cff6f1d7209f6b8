/** How the credits of all sellers are doing, by market, by age and by time. */
@NullMarked
package io.creditplatform.analytics.portfolio;

import org.jspecify.annotations.NullMarked;
