/** What tables held after earlier loads. */
@NullMarked
package io.creditplatform.past;

import org.jspecify.annotations.NullMarked;
