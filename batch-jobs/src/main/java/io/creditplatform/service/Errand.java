package io.creditplatform.service;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.micrometer.observation.ObservationRegistry;

/**
 * On whose behalf something is done.
 *
 * @param actor whoever wants it, as the audit log will say
 * @param stop asks for an end of it
 * @param progress is told how it gets on
 * @param observations are told of the jobs of Spring Batch that do it, and of their steps
 */
record Errand(Actor actor, StopSignal stop, Progress progress, ObservationRegistry observations) {}
