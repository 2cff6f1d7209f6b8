--liquibase formatted sql

--changeset credit-platform:331-undone-loads
--comment: Whether every change of a published load is in the history, so that it can be undone and the state before it can be asked for; loads from before this change have none. A load that was taken back has the status UNDONE, one that was given up for good ABANDONED; of neither anything is visible.
ALTER TABLE loads ADD COLUMN history_kept INTEGER NOT NULL DEFAULT 0;
ALTER TABLE load_feeds ADD COLUMN removed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE load_feeds ADD COLUMN still_referenced BIGINT NOT NULL DEFAULT 0;
--rollback ALTER TABLE load_feeds DROP COLUMN still_referenced /* past */;
--rollback ALTER TABLE load_feeds DROP COLUMN removed /* past */;
--rollback ALTER TABLE loads DROP COLUMN history_kept /* past */;
