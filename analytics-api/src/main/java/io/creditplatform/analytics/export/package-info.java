/** Everything as files that other tools read: the tables, the figures worked out of them, and a description of both. */
@NullMarked
package io.creditplatform.analytics.export;

import org.jspecify.annotations.NullMarked;
