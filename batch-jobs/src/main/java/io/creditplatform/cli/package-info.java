/** The {@code credit} command line: one small class a command. */
@NullMarked
package io.creditplatform.cli;

import org.jspecify.annotations.NullMarked;
