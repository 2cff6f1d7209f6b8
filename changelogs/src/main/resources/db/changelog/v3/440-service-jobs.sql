--liquibase formatted sql

--changeset credit-platform:440-service-jobs
--comment: What the service was asked to do, by its inbox, its schedule or over HTTP, and what came of it. The key says what is the same job: whoever asks again gets the one that is there. request and result are JSON. Only the service writes here.
CREATE TABLE service_jobs (
    job_id         ${id} NOT NULL PRIMARY KEY,
    job_key        TEXT NOT NULL UNIQUE,
    kind           TEXT NOT NULL,
    origin         TEXT NOT NULL,
    requested_by   TEXT NOT NULL,
    requested_from TEXT NOT NULL,
    request        TEXT NOT NULL,
    status         TEXT NOT NULL,
    requested_at   ${timestamp} NOT NULL,
    started_at     ${timestamp},
    ended_at       ${timestamp},
    load_id        BIGINT,
    message        TEXT,
    result         TEXT
);
CREATE INDEX service_jobs_by_status ON service_jobs (status, job_id);
--rollback DROP TABLE service_jobs /* past */;
