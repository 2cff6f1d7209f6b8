/** What the servers have in common: what sets them up, who may ask, and how they say why there is no answer. */
@NullMarked
package io.creditplatform.http;

import org.jspecify.annotations.NullMarked;
