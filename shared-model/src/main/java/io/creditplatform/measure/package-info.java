/** What is worked out for each seller from the feeds' rows, said once for loads, questions and checks. */
@NullMarked
package io.creditplatform.measure;

import org.jspecify.annotations.NullMarked;
