--liquibase formatted sql

--changeset credit-platform:050-sellers
--comment: The feed sellers: who sells on the marketplace and may be given credit. Money is kept in minor units; the view sellers_v shows it as decimals.
CREATE TABLE sellers (
    seller_id            ${id} NOT NULL PRIMARY KEY,
    seller_name          TEXT NOT NULL,
    market               TEXT NOT NULL,
    signup_date          ${date} NOT NULL,
    credit_limit_minor   BIGINT NOT NULL,
    avg_weekly_leads     BIGINT NOT NULL,
    initial_wallet_minor BIGINT NOT NULL,
    am_id                BIGINT NOT NULL REFERENCES account_managers (am_id),
    sam_id               BIGINT NOT NULL REFERENCES senior_account_managers (sam_id),
    load_id              BIGINT NOT NULL
);
CREATE INDEX sellers_market ON sellers (market);
CREATE INDEX sellers_am ON sellers (am_id);
CREATE VIEW sellers_v AS
SELECT seller_id, seller_name, market, signup_date, round(credit_limit_minor / 100.0, 2) AS credit_limit, avg_weekly_leads, round(initial_wallet_minor / 100.0, 2) AS initial_wallet, am_id, sam_id, load_id
FROM sellers;
--rollback DROP VIEW sellers_v;
--rollback DROP TABLE sellers;
