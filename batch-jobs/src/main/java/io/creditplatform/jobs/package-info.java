/** Running a load: its identity, its lock, and recovery after an interruption. */
@NullMarked
package io.creditplatform.jobs;

import org.jspecify.annotations.NullMarked;
