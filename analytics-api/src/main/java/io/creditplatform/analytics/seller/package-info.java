/** How sellers are doing, one by one. */
@NullMarked
package io.creditplatform.analytics.seller;

import org.jspecify.annotations.NullMarked;
