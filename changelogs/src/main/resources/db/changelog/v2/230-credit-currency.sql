--liquibase formatted sql

--changeset credit-platform:230-credit-currency
--comment: Credits have a currency; those that are there already are in USD. Also in the view credits_v.
DROP VIEW credits_v;
ALTER TABLE credits ADD COLUMN currency TEXT NOT NULL DEFAULT 'USD';
CREATE VIEW credits_v AS
SELECT credit_id, seller_id, round(amount_minor / 100.0, 2) AS amount, issue_date, due_date, status, currency, load_id
FROM credits;
--rollback DROP VIEW credits_v;
--rollback ALTER TABLE credits DROP COLUMN currency;
--rollback CREATE VIEW credits_v AS
--rollback SELECT credit_id, seller_id, round(amount_minor / 100.0, 2) AS amount, issue_date, due_date, status, load_id
--rollback FROM credits;
