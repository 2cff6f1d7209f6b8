--liquibase formatted sql

--changeset credit-platform:465-rule-advice
--comment: A run keeps what each of its rules is about, in words, and what to do about a row that breaks it. Both are empty in runs of before.
ALTER TABLE quality_rules ADD COLUMN title TEXT;
ALTER TABLE quality_rules ADD COLUMN advice TEXT;
--rollback ALTER TABLE quality_rules DROP COLUMN advice /* past */;
--rollback ALTER TABLE quality_rules DROP COLUMN title /* past */;
