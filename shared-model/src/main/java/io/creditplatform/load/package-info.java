/** What a load did, as the database tells it. */
@NullMarked
package io.creditplatform.load;

import org.jspecify.annotations.NullMarked;
