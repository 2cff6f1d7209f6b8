--liquibase formatted sql

--changeset credit-platform:451-service-state
--comment: How it is with each service that works with this database, in a row for each inbox: since when it runs, until when it is sure to have said so again (who sees a later moment knows that it was ended, or cannot write), when it was stopped; how many extracts are complete in its inbox, and how many are not; why nothing can be taken from there; the next deadline, and the one that was missed. Which jobs there are and what went wrong stands in service_jobs and service_events. Only the service writes here; all of that is a part of the database's state.
CREATE TABLE service_state (
    inbox       TEXT NOT NULL PRIMARY KEY,
    host        TEXT NOT NULL,
    started_at  ${timestamp} NOT NULL,
    alive_until ${timestamp} NOT NULL,
    stopped_at  ${timestamp},
    complete    BIGINT,
    arriving    BIGINT,
    obstacle    TEXT,
    deadline    ${timestamp},
    late_since  ${timestamp}
);
INSERT INTO data_states VALUES ('service', 1, ${chance});
--rollback DELETE FROM data_states WHERE part = 'service';
--rollback DROP TABLE service_state /* derived */;

--changeset credit-platform:451-service-state-sqlite dbms:sqlite endDelimiter:;;
--comment: Whoever changes what is told of the service raises its state thereby, in the same transaction.
CREATE TRIGGER service_state_inserted AFTER INSERT ON service_state BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'service';
END;;
CREATE TRIGGER service_state_updated AFTER UPDATE ON service_state BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'service';
END;;
CREATE TRIGGER service_state_deleted AFTER DELETE ON service_state BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'service';
END;;
CREATE TRIGGER service_jobs_inserted AFTER INSERT ON service_jobs BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'service';
END;;
CREATE TRIGGER service_jobs_updated AFTER UPDATE ON service_jobs BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'service';
END;;
CREATE TRIGGER service_jobs_deleted AFTER DELETE ON service_jobs BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'service';
END;;
CREATE TRIGGER service_events_inserted AFTER INSERT ON service_events BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'service';
END;;
CREATE TRIGGER service_events_updated AFTER UPDATE ON service_events BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'service';
END;;
CREATE TRIGGER service_events_deleted AFTER DELETE ON service_events BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'service';
END;;
--rollback DROP TRIGGER service_events_deleted;
--rollback DROP TRIGGER service_events_updated;
--rollback DROP TRIGGER service_events_inserted;
--rollback DROP TRIGGER service_jobs_deleted;
--rollback DROP TRIGGER service_jobs_updated;
--rollback DROP TRIGGER service_jobs_inserted;
--rollback DROP TRIGGER service_state_deleted;
--rollback DROP TRIGGER service_state_updated;
--rollback DROP TRIGGER service_state_inserted;

--changeset credit-platform:451-service-state-postgresql dbms:postgresql endDelimiter:;;
--comment: Whoever changes what is told of the service raises its state thereby, in the same transaction.
CREATE TRIGGER service_state_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON service_state
    FOR EACH STATEMENT EXECUTE FUNCTION raise_data_state('service');;
CREATE TRIGGER service_jobs_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON service_jobs
    FOR EACH STATEMENT EXECUTE FUNCTION raise_data_state('service');;
CREATE TRIGGER service_events_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON service_events
    FOR EACH STATEMENT EXECUTE FUNCTION raise_data_state('service');;
--rollback DROP TRIGGER service_events_changed ON service_events;
--rollback DROP TRIGGER service_jobs_changed ON service_jobs;
--rollback DROP TRIGGER service_state_changed ON service_state;
