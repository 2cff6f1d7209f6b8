/** Has the parts of a load staged by worker processes, which are told of them by a message broker. */
@NullMarked
package io.creditplatform.jobs.broker;

import org.jspecify.annotations.NullMarked;
