--liquibase formatted sql

--changeset credit-platform:260-invoice-item-currency
--comment: Invoice items have a currency; those that are there already are in USD. Also in the view invoice_items_v.
DROP VIEW invoice_items_v;
ALTER TABLE invoice_items ADD COLUMN currency TEXT NOT NULL DEFAULT 'USD';
CREATE VIEW invoice_items_v AS
SELECT invoice_id, item_type, round(amount_minor / 100.0, 2) AS amount, currency, load_id
FROM invoice_items;
--rollback DROP VIEW invoice_items_v;
--rollback ALTER TABLE invoice_items DROP COLUMN currency;
--rollback CREATE VIEW invoice_items_v AS
--rollback SELECT invoice_id, item_type, round(amount_minor / 100.0, 2) AS amount, load_id
--rollback FROM invoice_items;
