/** Removes what was kept for long enough. What is true now never depends on it. */
@NullMarked
package io.creditplatform.retention;

import org.jspecify.annotations.NullMarked;
