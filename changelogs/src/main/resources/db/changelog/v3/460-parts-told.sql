--liquibase formatted sql

--changeset credit-platform:460-parts-told dbms:postgresql endDelimiter:;;
--comment: Whoever takes a part, gives it back or ends it raises the state of the loads thereby, in the same transaction: reports of loads tell who is at which part. How far a part is goes with load_feeds, which raises it already. Only databases that take several writers have parts.
CREATE TRIGGER load_parts_changed AFTER INSERT OR UPDATE OF claim, is_done OR DELETE OR TRUNCATE ON load_parts
    FOR EACH STATEMENT EXECUTE FUNCTION raise_data_state('loads');;
--rollback DROP TRIGGER load_parts_changed ON load_parts;
