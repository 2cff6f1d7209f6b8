--liquibase formatted sql

--changeset credit-platform:430-former-status
--comment: A load that is given up for good, or taken back, keeps what was said of it before, and which load was the newest published one then. So the reports as of an earlier load stay what they were.
ALTER TABLE loads ADD COLUMN ended_after BIGINT;
ALTER TABLE loads ADD COLUMN former_status TEXT;
ALTER TABLE loads ADD COLUMN former_message TEXT;
--rollback ALTER TABLE loads DROP COLUMN former_message /* past */;
--rollback ALTER TABLE loads DROP COLUMN former_status /* past */;
--rollback ALTER TABLE loads DROP COLUMN ended_after /* past */;
