/** Tests of what the API tells of the service. */
@NullMarked
package io.creditplatform.analytics.service;

import org.jspecify.annotations.NullMarked;
