/** What can be set from outside, besides the options of commands. */
@NullMarked
package io.creditplatform.setting;

import org.jspecify.annotations.NullMarked;
