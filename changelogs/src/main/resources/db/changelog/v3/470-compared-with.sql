--liquibase formatted sql

--changeset credit-platform:470-compared-with
--comment: The state of the published rows that a load which is under way compares its files with: rows that are published already, exactly as they are, are not staged. A load whose rows were compared with another state than the one that is published begins anew.
ALTER TABLE loads ADD COLUMN compared_with TEXT;
--rollback ALTER TABLE loads DROP COLUMN compared_with /* derived */;
