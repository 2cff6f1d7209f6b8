/** The databases we speak to: where they differ, and how to connect to them. */
@NullMarked
package io.creditplatform.database;

import org.jspecify.annotations.NullMarked;
