--liquibase formatted sql

--changeset credit-platform:110-invoice-items
--comment: The feed invoice_items: the single amounts of each invoice. Money is kept in minor units; the view invoice_items_v shows it as decimals.
CREATE TABLE invoice_items (
    invoice_id   ${sorted} NOT NULL REFERENCES invoices (invoice_id),
    item_type    TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    load_id      BIGINT NOT NULL,
    PRIMARY KEY (invoice_id, item_type)
) ${keyed};
CREATE VIEW invoice_items_v AS
SELECT invoice_id, item_type, round(amount_minor / 100.0, 2) AS amount, load_id
FROM invoice_items;
--rollback DROP VIEW invoice_items_v;
--rollback DROP TABLE invoice_items;
