--liquibase formatted sql

--changeset credit-platform:120-wallet-transactions
--comment: The feed wallet_transactions: money that entered or left sellers' wallets. Money is kept in minor units; the view wallet_transactions_v shows it as decimals.
CREATE TABLE wallet_transactions (
    transaction_id ${sorted} NOT NULL,
    seller_id      BIGINT NOT NULL REFERENCES sellers (seller_id),
    type           TEXT NOT NULL,
    amount_minor   BIGINT NOT NULL,
    created_at     ${timestamp} NOT NULL,
    load_id        BIGINT NOT NULL,
    PRIMARY KEY (transaction_id)
) ${keyed};
CREATE INDEX wallet_transactions_seller ON wallet_transactions (seller_id, created_at, type, amount_minor);
CREATE VIEW wallet_transactions_v AS
SELECT transaction_id, seller_id, type, round(amount_minor / 100.0, 2) AS amount, created_at, load_id
FROM wallet_transactions;
--rollback DROP VIEW wallet_transactions_v;
--rollback DROP TABLE wallet_transactions;
