/** What every command of {@code credit} has in common: options, exit codes, and how it speaks to people and log collectors. */
@NullMarked
package io.creditplatform.console;

import org.jspecify.annotations.NullMarked;
