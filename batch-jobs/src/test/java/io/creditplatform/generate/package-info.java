/** Tests of synthetic extracts. */
@NullMarked
package io.creditplatform.generate;

import org.jspecify.annotations.NullMarked;
