/** How questions come in and answers go out over HTTP: parameters, formats, caching, errors, security, and the server itself. */
@NullMarked
package io.creditplatform.analytics.web;

import org.jspecify.annotations.NullMarked;
