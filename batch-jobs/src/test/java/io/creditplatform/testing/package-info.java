/** What tests share: databases, extracts, digests, and the program itself as a process. */
@NullMarked
package io.creditplatform.testing;

import org.jspecify.annotations.NullMarked;
