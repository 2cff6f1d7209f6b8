--liquibase formatted sql

--changeset credit-platform:470-compared-with
--comment: The state of the published rows that a load which is under way compares its files with, if it does, and of each feed how many rows were found to be published already, exactly alike, so that they were not staged. A load whose rows were compared with another state than the one that is published begins anew.
ALTER TABLE loads ADD COLUMN compared_with TEXT;
ALTER TABLE load_feeds ADD COLUMN known BIGINT NOT NULL DEFAULT 0;
--rollback ALTER TABLE load_feeds DROP COLUMN known /* past */;
--rollback ALTER TABLE loads DROP COLUMN compared_with /* past */;
