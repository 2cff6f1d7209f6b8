/** How the service is that loads what arrives: what it does, what it did, and what somebody has to see to. */
@NullMarked
package io.creditplatform.analytics.service;

import org.jspecify.annotations.NullMarked;
