/** Tests of the data-quality check. */
@NullMarked
package io.creditplatform.quality;

import org.jspecify.annotations.NullMarked;
