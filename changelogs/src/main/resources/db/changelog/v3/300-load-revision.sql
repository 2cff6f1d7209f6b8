--liquibase formatted sql

--changeset credit-platform:300-load-revision
--comment: The view newest_load_v has the number of the newest published load, and no row while there is none. The table data_states tells the states of a database apart, by parts: the rows that are published, the loads and how far they are, the checks. Each change of a part raises its revision, and gives it a state, by chance, that it never had before and no other database has; so what was read under one state is still true as long as that state is there.
CREATE VIEW newest_load_v AS
SELECT load_id FROM loads WHERE status = 'COMPLETED' AND dry_run = 0 ORDER BY load_id DESC LIMIT 1;
CREATE TABLE data_states (
    part     TEXT NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL,
    state    TEXT NOT NULL
);
INSERT INTO data_states VALUES ('rows', 1, ${chance});
INSERT INTO data_states VALUES ('loads', 1, ${chance});
INSERT INTO data_states VALUES ('checks', 1, ${chance});
--rollback DROP TABLE data_states /* derived */;
--rollback DROP VIEW newest_load_v;

--changeset credit-platform:300-load-revision-sqlite dbms:sqlite endDelimiter:;;
--comment: Whoever changes a load or a check raises the revision thereby, in the same transaction.
CREATE TRIGGER loads_inserted AFTER INSERT ON loads BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance}
    WHERE part = 'loads' OR (part = 'rows' AND NEW.status = 'COMPLETED' AND NEW.dry_run = 0);
END;;
CREATE TRIGGER loads_updated AFTER UPDATE ON loads BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance}
    WHERE part = 'loads' OR (part = 'rows' AND 'COMPLETED' IN (OLD.status, NEW.status) AND NEW.dry_run = 0);
END;;
CREATE TRIGGER loads_deleted AFTER DELETE ON loads BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance}
    WHERE part = 'loads' OR (part = 'rows' AND OLD.status = 'COMPLETED' AND OLD.dry_run = 0);
END;;
CREATE TRIGGER load_feeds_inserted AFTER INSERT ON load_feeds BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'loads';
END;;
CREATE TRIGGER load_feeds_updated AFTER UPDATE ON load_feeds BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'loads';
END;;
CREATE TRIGGER load_feeds_deleted AFTER DELETE ON load_feeds BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'loads';
END;;
CREATE TRIGGER quality_runs_inserted AFTER INSERT ON quality_runs BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'checks';
END;;
CREATE TRIGGER quality_runs_updated AFTER UPDATE ON quality_runs BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'checks';
END;;
CREATE TRIGGER quality_runs_deleted AFTER DELETE ON quality_runs BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = 'checks';
END;;
--rollback DROP TRIGGER quality_runs_deleted;
--rollback DROP TRIGGER quality_runs_updated;
--rollback DROP TRIGGER quality_runs_inserted;
--rollback DROP TRIGGER load_feeds_deleted;
--rollback DROP TRIGGER load_feeds_updated;
--rollback DROP TRIGGER load_feeds_inserted;
--rollback DROP TRIGGER loads_deleted;
--rollback DROP TRIGGER loads_updated;
--rollback DROP TRIGGER loads_inserted;

--changeset credit-platform:300-load-revision-postgresql dbms:postgresql endDelimiter:;;
--comment: Whoever changes a load or a check raises the revision thereby, in the same transaction.
CREATE FUNCTION raise_data_state() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS '
BEGIN
    UPDATE data_states SET revision = revision + 1, state = ${chance} WHERE part = TG_ARGV[0];
    RETURN NULL;
END'
;;
CREATE TRIGGER loads_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON loads
    FOR EACH STATEMENT EXECUTE FUNCTION raise_data_state('loads');;
CREATE TRIGGER load_published AFTER INSERT ON loads
    FOR EACH ROW WHEN (NEW.status = 'COMPLETED' AND NEW.dry_run = 0) EXECUTE FUNCTION raise_data_state('rows');;
CREATE TRIGGER published_changed AFTER UPDATE ON loads
    FOR EACH ROW WHEN ('COMPLETED' IN (OLD.status, NEW.status) AND NEW.dry_run = 0)
    EXECUTE FUNCTION raise_data_state('rows');;
CREATE TRIGGER published_deleted AFTER DELETE ON loads
    FOR EACH ROW WHEN (OLD.status = 'COMPLETED' AND OLD.dry_run = 0) EXECUTE FUNCTION raise_data_state('rows');;
CREATE TRIGGER published_emptied AFTER TRUNCATE ON loads
    FOR EACH STATEMENT EXECUTE FUNCTION raise_data_state('rows');;
CREATE TRIGGER load_feeds_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON load_feeds
    FOR EACH STATEMENT EXECUTE FUNCTION raise_data_state('loads');;
CREATE TRIGGER quality_runs_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON quality_runs
    FOR EACH STATEMENT EXECUTE FUNCTION raise_data_state('checks');;
--rollback DROP TRIGGER quality_runs_changed ON quality_runs;
--rollback DROP TRIGGER load_feeds_changed ON load_feeds;
--rollback DROP TRIGGER published_emptied ON loads;
--rollback DROP TRIGGER published_deleted ON loads;
--rollback DROP TRIGGER published_changed ON loads;
--rollback DROP TRIGGER load_published ON loads;
--rollback DROP TRIGGER loads_changed ON loads;
--rollback DROP FUNCTION raise_data_state();
