--liquibase formatted sql

--changeset credit-platform:240-lead-currency
--comment: Leads have a currency; those that are there already are in USD. Also in the view leads_v.
DROP VIEW leads_v;
ALTER TABLE leads ADD COLUMN currency TEXT NOT NULL DEFAULT 'USD';
CREATE VIEW leads_v AS
SELECT lead_id, seller_id, created_at, round(amount_minor / 100.0, 2) AS amount, status, shipping_status, tracking_number, currency, load_id
FROM leads;
--rollback DROP VIEW leads_v;
--rollback ALTER TABLE leads DROP COLUMN currency;
--rollback CREATE VIEW leads_v AS
--rollback SELECT lead_id, seller_id, created_at, round(amount_minor / 100.0, 2) AS amount, status, shipping_status, tracking_number, load_id
--rollback FROM leads;
