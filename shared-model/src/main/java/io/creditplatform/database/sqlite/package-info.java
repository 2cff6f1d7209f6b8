/** SQLite: all that only it does in its way. */
@NullMarked
package io.creditplatform.database.sqlite;

import org.jspecify.annotations.NullMarked;
