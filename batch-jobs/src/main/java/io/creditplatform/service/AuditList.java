package io.creditplatform.service;

import io.creditplatform.audit.AuditLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of what was done, newest first.
 *
 * @param next the value of {@code before} for what was done before these; null if that is nothing
 */
record AuditList(List<AuditLog.Entry> items, @Nullable Long next) {}
