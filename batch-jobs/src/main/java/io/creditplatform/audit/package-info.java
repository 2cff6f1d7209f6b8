/** Who did what to a database, and when. */
@NullMarked
package io.creditplatform.audit;

import org.jspecify.annotations.NullMarked;
