--liquibase formatted sql

--changeset credit-platform:020-loads
--comment: What was loaded when, what became of each feed's rows, and the rows that were refused with every reason. A load's rows are visible once its status is COMPLETED, and not a moment earlier.
CREATE TABLE loads (
    load_id         ${id} NOT NULL PRIMARY KEY,
    status          TEXT NOT NULL,
    directory       TEXT NOT NULL,
    content_sha256  TEXT NOT NULL,
    feeds           TEXT NOT NULL,
    max_reject_rate TEXT NOT NULL,
    as_of           ${date},
    dry_run         INTEGER NOT NULL,
    started_at      ${timestamp} NOT NULL,
    published_at    ${timestamp},
    duration_ms     BIGINT,
    message         TEXT
);
CREATE INDEX loads_content ON loads (content_sha256);
CREATE TABLE load_feeds (
    load_id        BIGINT NOT NULL REFERENCES loads (load_id),
    feed           TEXT NOT NULL,
    file           TEXT NOT NULL,
    sha256         TEXT NOT NULL,
    bytes          BIGINT NOT NULL,
    header         TEXT,
    "read"         BIGINT NOT NULL DEFAULT 0,
    inserted       BIGINT NOT NULL DEFAULT 0,
    updated        BIGINT NOT NULL DEFAULT 0,
    unchanged      BIGINT NOT NULL DEFAULT 0,
    duplicate      BIGINT NOT NULL DEFAULT 0,
    superseded     BIGINT NOT NULL DEFAULT 0,
    rejected       BIGINT NOT NULL DEFAULT 0,
    rounded        BIGINT NOT NULL DEFAULT 0,
    keys_ascending INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (load_id, feed)
) ${keyed};
CREATE TABLE rejected_rows (
    load_id BIGINT NOT NULL REFERENCES loads (load_id),
    feed    TEXT NOT NULL,
    file    TEXT NOT NULL,
    line    BIGINT NOT NULL,
    raw     TEXT NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (load_id, feed, line)
) ${keyed};
--rollback DROP TABLE rejected_rows;
--rollback DROP TABLE load_feeds;
--rollback DROP TABLE loads;
