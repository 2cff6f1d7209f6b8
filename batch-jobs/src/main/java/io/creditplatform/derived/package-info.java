/** Keeps the tables that are worked out from the feeds' rows in step with these, and can work them out anew. */
@NullMarked
package io.creditplatform.derived;

import org.jspecify.annotations.NullMarked;
