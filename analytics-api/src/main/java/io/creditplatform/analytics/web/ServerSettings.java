package io.creditplatform.analytics.web;

import io.creditplatform.database.DatabaseAddress;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;

/**
 * What the server is told when it is started.
 *
 * @param database what it answers from
 * @param host where it listens
 * @param port the port, or 0 for any that is free
 * @param clients whom it answers
 * @param clock tells the date that answers are for, unless the client does
 * @param statementLimit how long a query may take
 */
record ServerSettings(
        DatabaseAddress database, InetAddress host, int port, Clients clients, Clock clock, Duration statementLimit) {}
