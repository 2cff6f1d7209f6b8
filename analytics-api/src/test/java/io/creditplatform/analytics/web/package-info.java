/** The server as its clients meet it. */
@NullMarked
package io.creditplatform.analytics.web;

import org.jspecify.annotations.NullMarked;
