--liquibase formatted sql

--changeset credit-platform:270-wallet-transaction-currency
--comment: Wallet transactions have a currency; those that are there already are in USD. Also in the view wallet_transactions_v.
DROP VIEW wallet_transactions_v;
ALTER TABLE wallet_transactions ADD COLUMN currency TEXT NOT NULL DEFAULT 'USD';
CREATE VIEW wallet_transactions_v AS
SELECT transaction_id, seller_id, type, round(amount_minor / 100.0, 2) AS amount, created_at, currency, load_id
FROM wallet_transactions;
--rollback DROP VIEW wallet_transactions_v;
--rollback ALTER TABLE wallet_transactions DROP COLUMN currency;
--rollback CREATE VIEW wallet_transactions_v AS
--rollback SELECT transaction_id, seller_id, type, round(amount_minor / 100.0, 2) AS amount, created_at, load_id
--rollback FROM wallet_transactions;
