/** PostgreSQL: all that only it does in its way. */
@NullMarked
package io.creditplatform.database.postgresql;

import org.jspecify.annotations.NullMarked;
