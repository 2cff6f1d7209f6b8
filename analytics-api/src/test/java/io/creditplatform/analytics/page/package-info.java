/** The page as its readers meet it, in a real browser. */
@NullMarked
package io.creditplatform.analytics.page;

import org.jspecify.annotations.NullMarked;
