/** Tests of the service. */
@NullMarked
package io.creditplatform.service;

import org.jspecify.annotations.NullMarked;
