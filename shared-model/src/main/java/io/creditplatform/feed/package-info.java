/** What a feed is: its name, keys and references, read from its record. */
@NullMarked
package io.creditplatform.feed;

import org.jspecify.annotations.NullMarked;
