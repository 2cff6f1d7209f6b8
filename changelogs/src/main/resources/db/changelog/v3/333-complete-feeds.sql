--liquibase formatted sql

--changeset credit-platform:333-complete-feeds
--comment: Of which feeds a load's extract was the whole truth, and above which share of removed rows it is not published. What is gone at the source is removed here, and counted in load_feeds.
ALTER TABLE loads ADD COLUMN complete TEXT NOT NULL DEFAULT '';
ALTER TABLE loads ADD COLUMN max_removed_rate TEXT NOT NULL DEFAULT '0.05';
--rollback ALTER TABLE loads DROP COLUMN max_removed_rate /* past */;
--rollback ALTER TABLE loads DROP COLUMN complete /* past */;
