/** What the newest check of the data's quality found. */
@NullMarked
package io.creditplatform.analytics.quality;

import org.jspecify.annotations.NullMarked;
