/** The way of an extract into the database: read, validate, stage, publish. */
@NullMarked
package io.creditplatform.ingest;

import org.jspecify.annotations.NullMarked;
