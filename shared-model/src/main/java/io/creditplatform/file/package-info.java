/** Files and folders that the program makes. */
@NullMarked
package io.creditplatform.file;

import org.jspecify.annotations.NullMarked;
