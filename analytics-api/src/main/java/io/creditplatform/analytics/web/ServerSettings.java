package io.creditplatform.analytics.web;

import io.creditplatform.database.DatabaseAddress;
import java.time.Clock;
import java.time.Duration;

/**
 * What the server is told when it is started.
 *
 * @param database what it answers from
 * @param clock tells the date that answers are for, unless the client does
 * @param statementLimit how long a query may take
 */
record ServerSettings(DatabaseAddress database, Clock clock, Duration statementLimit) {}
