/** The service that loads what arrives by itself. */
@NullMarked
package io.creditplatform.service;

import org.jspecify.annotations.NullMarked;
