--liquibase formatted sql

--changeset credit-platform:250-invoice-currency
--comment: Invoices have a currency; those that are there already are in USD. Also in the view invoices_v.
DROP VIEW invoices_v;
ALTER TABLE invoices ADD COLUMN currency TEXT NOT NULL DEFAULT 'USD';
CREATE VIEW invoices_v AS
SELECT invoice_id, seller_id, period_start, period_end, round(sales_amount_minor / 100.0, 2) AS sales_amount, round(fees_minor / 100.0, 2) AS fees, round(credits_due_minor / 100.0, 2) AS credits_due, round(from_balance_minor / 100.0, 2) AS from_balance, round(total_minor / 100.0, 2) AS total, currency, load_id
FROM invoices;
--rollback DROP VIEW invoices_v;
--rollback ALTER TABLE invoices DROP COLUMN currency;
--rollback CREATE VIEW invoices_v AS
--rollback SELECT invoice_id, seller_id, period_start, period_end, round(sales_amount_minor / 100.0, 2) AS sales_amount, round(fees_minor / 100.0, 2) AS fees, round(credits_due_minor / 100.0, 2) AS credits_due, round(from_balance_minor / 100.0, 2) AS from_balance, round(total_minor / 100.0, 2) AS total, load_id
--rollback FROM invoices;
