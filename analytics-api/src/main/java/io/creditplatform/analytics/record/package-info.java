/** The loaded rows themselves, with filters, page by page. */
@NullMarked
package io.creditplatform.analytics.record;

import org.jspecify.annotations.NullMarked;
