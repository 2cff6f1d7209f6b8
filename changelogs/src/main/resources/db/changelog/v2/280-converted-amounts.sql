--liquibase formatted sql

--changeset credit-platform:280-converted-amounts
--comment: What sellers' amounts come to in each reporting currency, and each credit's amount in the others; empty while all is in USD and there are no rates. An amount without a usable rate is left out of sums and counted in missing_rates_v, which also knows that nothing can be converted where there are no rates.
CREATE TABLE seller_amounts (
    seller_id            BIGINT NOT NULL REFERENCES sellers (seller_id),
    currency             TEXT NOT NULL,
    credit_limit_minor   BIGINT NOT NULL,
    initial_wallet_minor BIGINT NOT NULL,
    issued_minor         BIGINT NOT NULL,
    open_minor           BIGINT NOT NULL,
    confirmed_minor      BIGINT NOT NULL,
    wallet_minor         BIGINT NOT NULL,
    PRIMARY KEY (seller_id, currency)
) ${keyed};
CREATE TABLE credit_amounts (
    credit_id    BIGINT NOT NULL REFERENCES credits (credit_id),
    currency     TEXT NOT NULL,
    amount_minor BIGINT,
    PRIMARY KEY (credit_id, currency)
) ${keyed};
CREATE TABLE missing_rates (
    seller_id           BIGINT NOT NULL REFERENCES sellers (seller_id),
    from_currency       TEXT NOT NULL,
    to_currency         TEXT NOT NULL,
    sellers             BIGINT NOT NULL,
    issued_credits      BIGINT NOT NULL,
    open_credits        BIGINT NOT NULL,
    confirmed_leads     BIGINT NOT NULL,
    wallet_transactions BIGINT NOT NULL,
    PRIMARY KEY (seller_id, from_currency, to_currency)
) ${keyed};
CREATE VIEW missing_rates_v AS
SELECT seller_id, from_currency, to_currency, sellers, issued_credits, open_credits, confirmed_leads, wallet_transactions
FROM missing_rates
UNION ALL
SELECT m.seller_id, 'USD', c.code, 1, m.issued_credits, m.open_credits, m.confirmed_leads, m.wallet_transactions
FROM seller_metrics m CROSS JOIN (SELECT 'EUR' AS code UNION ALL SELECT 'SAR' UNION ALL SELECT 'AED') c
WHERE NOT EXISTS (SELECT 1 FROM seller_amounts);
--rollback DROP VIEW missing_rates_v;
--rollback DROP TABLE missing_rates /* derived */;
--rollback DROP TABLE credit_amounts /* derived */;
--rollback DROP TABLE seller_amounts /* derived */;
