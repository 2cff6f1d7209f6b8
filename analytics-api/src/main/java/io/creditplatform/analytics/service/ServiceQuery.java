package io.creditplatform.analytics.service;

import io.creditplatform.analytics.service.ServiceOverview.ServiceAtInbox;
import io.creditplatform.analytics.service.ServiceOverview.ServiceEvent;
import io.creditplatform.analytics.service.ServiceOverview.ServiceJob;
import io.creditplatform.console.Json;
import io.creditplatform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what the service writes down of itself. */
@Component
final class ServiceQuery {

    /** Of what is over. */
    private static final int NEWEST = 20;

    /** Of jobs that wait; more can hardly be read. */
    private static final int MOST_JOBS = 100;

    private static final String SERVICES = "SELECT * FROM service_state ORDER BY alive_until DESC, inbox";

    private static final String JOBS = """
            SELECT * FROM service_jobs WHERE status IN ('RUNNING', 'QUEUED', 'STOPPED')
            ORDER BY CASE status WHEN 'RUNNING' THEN 1 WHEN 'QUEUED' THEN 2 ELSE 3 END, job_id LIMIT
            """ + MOST_JOBS;

    private static final String ENDED = "SELECT * FROM service_jobs WHERE status IN ('SUCCEEDED', 'FAILED')"
            + " ORDER BY ended_at DESC, job_id DESC LIMIT " + NEWEST;

    private static final String EVENTS =
            "SELECT * FROM service_events WHERE kind <> 'TEST' ORDER BY happened_at DESC, event_id DESC LIMIT "
                    + NEWEST;

    private final Database database;
    private final JdbcClient jdbc;

    ServiceQuery(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    ServiceOverview overview() {
        return new ServiceOverview(
                jdbc.sql(SERVICES).query((row, index) -> service(row)).list(),
                jdbc.sql(JOBS).query((row, index) -> job(row)).list(),
                jdbc.sql(ENDED).query((row, index) -> job(row)).list(),
                jdbc.sql(EVENTS).query((row, index) -> event(row)).list());
    }

    private ServiceAtInbox service(ResultSet row) throws SQLException {
        return new ServiceAtInbox(
                row.getString("inbox"),
                row.getString("host"),
                Objects.requireNonNull(database.timestamp(row, "started_at")),
                Objects.requireNonNull(database.timestamp(row, "alive_until")),
                database.timestamp(row, "stopped_at"),
                number(row, "complete"),
                number(row, "arriving"),
                row.getString("obstacle"),
                database.timestamp(row, "deadline"),
                database.timestamp(row, "late_since"));
    }

    private ServiceJob job(ResultSet row) throws SQLException {
        return new ServiceJob(
                row.getLong("job_id"),
                row.getString("kind"),
                row.getString("origin"),
                Json.MAPPER.readTree(row.getString("request")).path("directory").asString(null),
                row.getString("status"),
                Objects.requireNonNull(database.timestamp(row, "requested_at")),
                database.timestamp(row, "started_at"),
                database.timestamp(row, "ended_at"),
                number(row, "load_id"),
                row.getString("message"));
    }

    private ServiceEvent event(ResultSet row) throws SQLException {
        JsonNode body = Json.MAPPER.readTree(row.getString("body"));
        return new ServiceEvent(
                Objects.requireNonNull(database.timestamp(row, "happened_at")),
                row.getString("kind"),
                body.path("about").asString(""),
                number(row, "load_id"),
                body.path("reasons").valueStream().map(JsonNode::asString).toList(),
                body.path("next_step").asString(""));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : (Long) number;
    }
}
