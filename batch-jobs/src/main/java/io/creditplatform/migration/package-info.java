/** Schema migrations through Liquibase. */
@NullMarked
package io.creditplatform.migration;

import org.jspecify.annotations.NullMarked;
