/** Text as people read it: what of it is white space, and how to show what cannot be seen. */
@NullMarked
package io.creditplatform.text;

import org.jspecify.annotations.NullMarked;
