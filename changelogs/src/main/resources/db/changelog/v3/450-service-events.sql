--liquibase formatted sql

--changeset credit-platform:450-service-events
--comment: What happened in the service that somebody has to be told of, and who has been told: inbox is the folder that the service works with, body the event as JSON, ended_at when a target was told, or given up with a problem. As long as that is open, it is tried again at next_at.
CREATE TABLE service_events (
    event_id    ${id} NOT NULL PRIMARY KEY,
    inbox       TEXT NOT NULL,
    event_key   TEXT NOT NULL,
    kind        TEXT NOT NULL,
    happened_at ${timestamp} NOT NULL,
    load_id     BIGINT,
    body        TEXT NOT NULL,
    UNIQUE (inbox, event_key)
);
CREATE TABLE notifications (
    event_id ${id} NOT NULL REFERENCES service_events (event_id),
    target   TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_at  ${timestamp} NOT NULL,
    ended_at ${timestamp},
    problem  TEXT,
    PRIMARY KEY (event_id, target)
) ${keyed};
CREATE INDEX notifications_open ON notifications (event_id) WHERE ended_at IS NULL;
--rollback DROP TABLE notifications /* past */;
--rollback DROP TABLE service_events /* past */;
