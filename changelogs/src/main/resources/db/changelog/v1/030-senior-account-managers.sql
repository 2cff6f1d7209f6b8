--liquibase formatted sql

--changeset credit-platform:030-senior-account-managers
--comment: The feed senior_account_managers: who leads account managers and approves credits. Also as the view senior_account_managers_v.
CREATE TABLE senior_account_managers (
    sam_id    ${id} NOT NULL PRIMARY KEY,
    sam_name  TEXT NOT NULL,
    sam_email TEXT NOT NULL,
    load_id   BIGINT NOT NULL
);
CREATE VIEW senior_account_managers_v AS
SELECT sam_id, sam_name, sam_email, load_id
FROM senior_account_managers;
--rollback DROP VIEW senior_account_managers_v;
--rollback DROP TABLE senior_account_managers;
