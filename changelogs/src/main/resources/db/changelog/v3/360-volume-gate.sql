--liquibase formatted sql

--changeset credit-platform:360-volume-gate
--comment: Whether a load is published only if each feed delivers about as much as it usually does.
ALTER TABLE loads ADD COLUMN volume_gate INTEGER NOT NULL DEFAULT 0;
--rollback ALTER TABLE loads DROP COLUMN volume_gate /* past */;
