@NullMarked
package io.creditplatform.text;

import org.jspecify.annotations.NullMarked;
