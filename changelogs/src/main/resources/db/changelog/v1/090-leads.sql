--liquibase formatted sql

--changeset credit-platform:090-leads
--comment: The feed leads: orders that sellers brought. Money is kept in minor units; the view leads_v shows it as decimals.
CREATE TABLE leads (
    lead_id         ${id} NOT NULL PRIMARY KEY,
    seller_id       BIGINT NOT NULL REFERENCES sellers (seller_id),
    created_at      ${timestamp} NOT NULL,
    amount_minor    BIGINT NOT NULL,
    status          TEXT NOT NULL,
    shipping_status TEXT NOT NULL,
    tracking_number TEXT,
    load_id         BIGINT NOT NULL
);
CREATE INDEX leads_seller ON leads (seller_id, status, created_at, amount_minor);
CREATE VIEW leads_v AS
SELECT lead_id, seller_id, created_at, round(amount_minor / 100.0, 2) AS amount, status, shipping_status, tracking_number, load_id
FROM leads;
--rollback DROP VIEW leads_v;
--rollback DROP TABLE leads;
