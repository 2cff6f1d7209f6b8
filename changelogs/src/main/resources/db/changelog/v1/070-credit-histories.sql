--liquibase formatted sql

--changeset credit-platform:070-credit-histories
--comment: The feed credit_histories: when a credit reached which status. Also as the view credit_histories_v.
CREATE TABLE credit_histories (
    credit_id  BIGINT NOT NULL REFERENCES credits (credit_id),
    status     TEXT NOT NULL,
    changed_at ${timestamp} NOT NULL,
    load_id    BIGINT NOT NULL,
    PRIMARY KEY (credit_id, changed_at, status)
) ${keyed};
CREATE VIEW credit_histories_v AS
SELECT credit_id, status, changed_at, load_id
FROM credit_histories;
--rollback DROP VIEW credit_histories_v;
--rollback DROP TABLE credit_histories;
