--liquibase formatted sql

--changeset credit-platform:365-schema-state
--comment: The schema is a part of the database's state, too: each migration and each rollback gives it a new one. A load knows the one under which it was published, and can be undone as long as it is the same; loads from before this change have none.
INSERT INTO data_states VALUES ('schema', 1, ${chance});
ALTER TABLE loads ADD COLUMN schema_state TEXT;
--rollback ALTER TABLE loads DROP COLUMN schema_state /* past */;
--rollback DELETE FROM data_states WHERE part = 'schema';
