/** Makes synthetic extracts: what a marketplace of any size would deliver, without a fault or with planted ones. */
@NullMarked
package io.creditplatform.generate;

import org.jspecify.annotations.NullMarked;
