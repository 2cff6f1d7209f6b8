--liquibase formatted sql

--changeset credit-platform:332-derived-versions
--comment: What is worked out from the feeds' rows has versions, too, so that a figure of then is read and not guessed. load_id is the load that last changed the row; what was there before this change counts as the newest published load's.
ALTER TABLE seller_amounts ADD COLUMN load_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE credit_amounts ADD COLUMN load_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE missing_rates ADD COLUMN load_id BIGINT NOT NULL DEFAULT 0;
UPDATE seller_amounts SET load_id = (SELECT max(load_id) FROM loads WHERE status = 'COMPLETED' AND dry_run = 0);
UPDATE credit_amounts SET load_id = (SELECT max(load_id) FROM loads WHERE status = 'COMPLETED' AND dry_run = 0);
UPDATE missing_rates SET load_id = (SELECT max(load_id) FROM loads WHERE status = 'COMPLETED' AND dry_run = 0);
CREATE TABLE seller_metrics_history (
    seller_id           BIGINT NOT NULL,
    credits             BIGINT NOT NULL,
    cancelled_credits   BIGINT NOT NULL,
    paid_credits        BIGINT NOT NULL,
    issued_credits      BIGINT NOT NULL,
    open_credits        BIGINT NOT NULL,
    issued_minor        BIGINT NOT NULL,
    open_minor          BIGINT NOT NULL,
    leads               BIGINT NOT NULL,
    confirmed_leads     BIGINT NOT NULL,
    confirmed_minor     BIGINT NOT NULL,
    wallet_transactions BIGINT NOT NULL,
    wallet_minor        BIGINT NOT NULL,
    wallet_weeks        BIGINT NOT NULL,
    load_id             BIGINT NOT NULL,
    ended_by            BIGINT NOT NULL,
    ended_as            TEXT NOT NULL,
    PRIMARY KEY (seller_id, ended_by)
) ${keyed};
CREATE INDEX seller_metrics_history_ended ON seller_metrics_history (ended_by);
CREATE TABLE seller_amounts_history (
    seller_id            BIGINT NOT NULL,
    currency             TEXT NOT NULL,
    credit_limit_minor   BIGINT NOT NULL,
    initial_wallet_minor BIGINT NOT NULL,
    issued_minor         BIGINT NOT NULL,
    open_minor           BIGINT NOT NULL,
    confirmed_minor      BIGINT NOT NULL,
    wallet_minor         BIGINT NOT NULL,
    load_id              BIGINT NOT NULL,
    ended_by             BIGINT NOT NULL,
    ended_as             TEXT NOT NULL,
    PRIMARY KEY (seller_id, currency, ended_by)
) ${keyed};
CREATE INDEX seller_amounts_history_ended ON seller_amounts_history (ended_by);
CREATE TABLE credit_amounts_history (
    credit_id    BIGINT NOT NULL,
    currency     TEXT NOT NULL,
    amount_minor BIGINT,
    load_id      BIGINT NOT NULL,
    ended_by     BIGINT NOT NULL,
    ended_as     TEXT NOT NULL,
    PRIMARY KEY (credit_id, currency, ended_by)
) ${keyed};
CREATE INDEX credit_amounts_history_ended ON credit_amounts_history (ended_by);
CREATE TABLE missing_rates_history (
    seller_id           BIGINT NOT NULL,
    from_currency       TEXT NOT NULL,
    to_currency         TEXT NOT NULL,
    sellers             BIGINT NOT NULL,
    issued_credits      BIGINT NOT NULL,
    open_credits        BIGINT NOT NULL,
    confirmed_leads     BIGINT NOT NULL,
    wallet_transactions BIGINT NOT NULL,
    load_id             BIGINT NOT NULL,
    ended_by            BIGINT NOT NULL,
    ended_as            TEXT NOT NULL,
    PRIMARY KEY (seller_id, from_currency, to_currency, ended_by)
) ${keyed};
CREATE INDEX missing_rates_history_ended ON missing_rates_history (ended_by);
--rollback DROP TABLE missing_rates_history /* past */;
--rollback DROP TABLE credit_amounts_history /* past */;
--rollback DROP TABLE seller_amounts_history /* past */;
--rollback DROP TABLE seller_metrics_history /* past */;
--rollback ALTER TABLE missing_rates DROP COLUMN load_id /* past */;
--rollback ALTER TABLE credit_amounts DROP COLUMN load_id /* past */;
--rollback ALTER TABLE seller_amounts DROP COLUMN load_id /* past */;
