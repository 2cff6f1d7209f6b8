--liquibase formatted sql

--changeset credit-platform:220-seller-currency
--comment: Sellers have a preferred currency, which their credit limit and wallet are in; those that are there already are in USD. Also in the view sellers_v.
DROP VIEW sellers_v;
ALTER TABLE sellers ADD COLUMN preferred_currency TEXT NOT NULL DEFAULT 'USD';
CREATE VIEW sellers_v AS
SELECT seller_id, seller_name, market, signup_date, round(credit_limit_minor / 100.0, 2) AS credit_limit, avg_weekly_leads, round(initial_wallet_minor / 100.0, 2) AS initial_wallet, am_id, sam_id, preferred_currency, load_id
FROM sellers;
--rollback DROP VIEW sellers_v;
--rollback ALTER TABLE sellers DROP COLUMN preferred_currency;
--rollback CREATE VIEW sellers_v AS
--rollback SELECT seller_id, seller_name, market, signup_date, round(credit_limit_minor / 100.0, 2) AS credit_limit, avg_weekly_leads, round(initial_wallet_minor / 100.0, 2) AS initial_wallet, am_id, sam_id, load_id
--rollback FROM sellers;
