--liquibase formatted sql

--changeset credit-platform:366-audit-log
--comment: Who did what to the database, from where and when: each load that was begun or went on, was taken back or given up, each retention, migration and rollback; details are the options, and what it came to. Written in the transaction of the act; append only, and never pruned.
CREATE TABLE audit_log (
    entry_id    ${id} NOT NULL PRIMARY KEY,
    happened_at ${timestamp} NOT NULL,
    who         TEXT NOT NULL,
    origin      TEXT NOT NULL,
    act         TEXT NOT NULL,
    load_id     BIGINT,
    details     TEXT NOT NULL
);
--rollback DROP TABLE audit_log /* past */;

--changeset credit-platform:366-audit-log-sqlite dbms:sqlite endDelimiter:;;
--comment: What was written there stays as it is.
CREATE TRIGGER audit_log_updated BEFORE UPDATE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'audit_log is append only');
END;;
CREATE TRIGGER audit_log_deleted BEFORE DELETE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'audit_log is append only');
END;;
--rollback DROP TRIGGER audit_log_deleted;
--rollback DROP TRIGGER audit_log_updated;

--changeset credit-platform:366-audit-log-postgresql dbms:postgresql endDelimiter:;;
--comment: What was written there stays as it is.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
    RAISE EXCEPTION ''% is append only'', TG_TABLE_NAME;
END'
;;
CREATE TRIGGER audit_log_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();;
--rollback DROP TRIGGER audit_log_changed ON audit_log;
--rollback DROP FUNCTION refuse_change();
