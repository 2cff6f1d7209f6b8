/** What the extracts speak of: one record a feed, its enums, money and currencies. */
@NullMarked
package io.creditplatform.model;

import org.jspecify.annotations.NullMarked;
