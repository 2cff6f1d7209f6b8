--liquibase formatted sql

--changeset credit-platform:100-invoices
--comment: The feed invoices: what sellers are owed or owe, week by week. Money is kept in minor units; the view invoices_v shows it as decimals.
CREATE TABLE invoices (
    invoice_id         ${sorted} NOT NULL,
    seller_id          BIGINT NOT NULL REFERENCES sellers (seller_id),
    period_start       ${date} NOT NULL,
    period_end         ${date} NOT NULL,
    sales_amount_minor BIGINT NOT NULL,
    fees_minor         BIGINT NOT NULL,
    credits_due_minor  BIGINT NOT NULL,
    from_balance_minor BIGINT NOT NULL,
    total_minor        BIGINT NOT NULL,
    load_id            BIGINT NOT NULL,
    PRIMARY KEY (invoice_id)
) ${keyed};
CREATE INDEX invoices_seller ON invoices (seller_id, period_end);
CREATE VIEW invoices_v AS
SELECT invoice_id, seller_id, period_start, period_end, round(sales_amount_minor / 100.0, 2) AS sales_amount, round(fees_minor / 100.0, 2) AS fees, round(credits_due_minor / 100.0, 2) AS credits_due, round(from_balance_minor / 100.0, 2) AS from_balance, round(total_minor / 100.0, 2) AS total, load_id
FROM invoices;
--rollback DROP VIEW invoices_v;
--rollback DROP TABLE invoices;
