--liquibase formatted sql

--changeset credit-platform:130-seller-metrics
--comment: What each seller's credits, leads and wallet add up to, a row for each seller. A load brings it up to date in the transaction that publishes its rows; load_id is the load that last did so.
CREATE TABLE seller_metrics (
    seller_id           ${id} NOT NULL PRIMARY KEY REFERENCES sellers (seller_id),
    credits             BIGINT NOT NULL DEFAULT 0,
    cancelled_credits   BIGINT NOT NULL DEFAULT 0,
    paid_credits        BIGINT NOT NULL DEFAULT 0,
    issued_credits      BIGINT NOT NULL DEFAULT 0,
    open_credits        BIGINT NOT NULL DEFAULT 0,
    issued_minor        BIGINT NOT NULL DEFAULT 0,
    open_minor          BIGINT NOT NULL DEFAULT 0,
    leads               BIGINT NOT NULL DEFAULT 0,
    confirmed_leads     BIGINT NOT NULL DEFAULT 0,
    confirmed_minor     BIGINT NOT NULL DEFAULT 0,
    wallet_transactions BIGINT NOT NULL DEFAULT 0,
    wallet_minor        BIGINT NOT NULL DEFAULT 0,
    wallet_weeks        BIGINT NOT NULL DEFAULT 0,
    load_id             BIGINT NOT NULL
);
--rollback DROP TABLE seller_metrics;
