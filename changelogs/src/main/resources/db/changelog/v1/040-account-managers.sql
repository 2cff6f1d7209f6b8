--liquibase formatted sql

--changeset credit-platform:040-account-managers
--comment: The feed account_managers: who looks after sellers. Also as the view account_managers_v.
CREATE TABLE account_managers (
    am_id    ${id} NOT NULL PRIMARY KEY,
    am_name  TEXT NOT NULL,
    am_email TEXT NOT NULL,
    sam_id   BIGINT NOT NULL REFERENCES senior_account_managers (sam_id),
    load_id  BIGINT NOT NULL
);
CREATE VIEW account_managers_v AS
SELECT am_id, am_name, am_email, sam_id, load_id
FROM account_managers;
--rollback DROP VIEW account_managers_v;
--rollback DROP TABLE account_managers;
