/** What becomes of leads. */
@NullMarked
package io.creditplatform.analytics.lead;

import org.jspecify.annotations.NullMarked;
