/** The data-quality check: its rules, the job that runs them, and what it finds. */
@NullMarked
package io.creditplatform.quality;

import org.jspecify.annotations.NullMarked;
