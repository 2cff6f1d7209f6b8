--liquibase formatted sql

--changeset credit-platform:330-versions
--comment: Rows know their line in the file of the load that last changed them; rows from before this change have none. Of each feed the versions that were replaced or removed are kept in <feed>_history, with the load that ended them and how; the state after a load is what it and earlier ones brought and none of them ended.
ALTER TABLE senior_account_managers ADD COLUMN line BIGINT;
CREATE TABLE senior_account_managers_history (
    sam_id    BIGINT NOT NULL,
    sam_name  TEXT NOT NULL,
    sam_email TEXT NOT NULL,
    load_id   BIGINT NOT NULL,
    line      BIGINT,
    ended_by  BIGINT NOT NULL,
    ended_as  TEXT NOT NULL,
    PRIMARY KEY (sam_id, ended_by)
) ${keyed};
CREATE INDEX senior_account_managers_history_ended ON senior_account_managers_history (ended_by);
ALTER TABLE account_managers ADD COLUMN line BIGINT;
CREATE TABLE account_managers_history (
    am_id    BIGINT NOT NULL,
    am_name  TEXT NOT NULL,
    am_email TEXT NOT NULL,
    sam_id   BIGINT NOT NULL,
    load_id  BIGINT NOT NULL,
    line     BIGINT,
    ended_by BIGINT NOT NULL,
    ended_as TEXT NOT NULL,
    PRIMARY KEY (am_id, ended_by)
) ${keyed};
CREATE INDEX account_managers_history_ended ON account_managers_history (ended_by);
ALTER TABLE sellers ADD COLUMN line BIGINT;
CREATE TABLE sellers_history (
    seller_id            BIGINT NOT NULL,
    seller_name          TEXT NOT NULL,
    market               TEXT NOT NULL,
    signup_date          ${date} NOT NULL,
    credit_limit_minor   BIGINT NOT NULL,
    avg_weekly_leads     BIGINT NOT NULL,
    initial_wallet_minor BIGINT NOT NULL,
    am_id                BIGINT NOT NULL,
    sam_id               BIGINT NOT NULL,
    preferred_currency   TEXT NOT NULL,
    load_id              BIGINT NOT NULL,
    line                 BIGINT,
    ended_by             BIGINT NOT NULL,
    ended_as             TEXT NOT NULL,
    PRIMARY KEY (seller_id, ended_by)
) ${keyed};
CREATE INDEX sellers_history_ended ON sellers_history (ended_by);
ALTER TABLE credits ADD COLUMN line BIGINT;
CREATE TABLE credits_history (
    credit_id    BIGINT NOT NULL,
    seller_id    BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL,
    issue_date   ${timestamp},
    due_date     ${timestamp},
    status       TEXT NOT NULL,
    currency     TEXT NOT NULL,
    load_id      BIGINT NOT NULL,
    line         BIGINT,
    ended_by     BIGINT NOT NULL,
    ended_as     TEXT NOT NULL,
    PRIMARY KEY (credit_id, ended_by)
) ${keyed};
CREATE INDEX credits_history_ended ON credits_history (ended_by);
ALTER TABLE credit_histories ADD COLUMN line BIGINT;
CREATE TABLE credit_histories_history (
    credit_id  BIGINT NOT NULL,
    status     TEXT NOT NULL,
    changed_at ${timestamp} NOT NULL,
    load_id    BIGINT NOT NULL,
    line       BIGINT,
    ended_by   BIGINT NOT NULL,
    ended_as   TEXT NOT NULL,
    PRIMARY KEY (credit_id, changed_at, status, ended_by)
) ${keyed};
CREATE INDEX credit_histories_history_ended ON credit_histories_history (ended_by);
ALTER TABLE credit_chat ADD COLUMN line BIGINT;
CREATE TABLE credit_chat_history (
    credit_id    BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    role         TEXT NOT NULL,
    message_time ${timestamp} NOT NULL,
    message      TEXT NOT NULL,
    load_id      BIGINT NOT NULL,
    line         BIGINT,
    ended_by     BIGINT NOT NULL,
    ended_as     TEXT NOT NULL,
    PRIMARY KEY (credit_id, message_time, role, user_id, ended_by)
) ${keyed};
CREATE INDEX credit_chat_history_ended ON credit_chat_history (ended_by);
ALTER TABLE leads ADD COLUMN line BIGINT;
CREATE TABLE leads_history (
    lead_id         BIGINT NOT NULL,
    seller_id       BIGINT NOT NULL,
    created_at      ${timestamp} NOT NULL,
    amount_minor    BIGINT NOT NULL,
    status          TEXT NOT NULL,
    shipping_status TEXT NOT NULL,
    tracking_number TEXT,
    currency        TEXT NOT NULL,
    load_id         BIGINT NOT NULL,
    line            BIGINT,
    ended_by        BIGINT NOT NULL,
    ended_as        TEXT NOT NULL,
    PRIMARY KEY (lead_id, ended_by)
) ${keyed};
CREATE INDEX leads_history_ended ON leads_history (ended_by);
ALTER TABLE invoices ADD COLUMN line BIGINT;
CREATE TABLE invoices_history (
    invoice_id         ${sorted} NOT NULL,
    seller_id          BIGINT NOT NULL,
    period_start       ${date} NOT NULL,
    period_end         ${date} NOT NULL,
    sales_amount_minor BIGINT NOT NULL,
    fees_minor         BIGINT NOT NULL,
    credits_due_minor  BIGINT NOT NULL,
    from_balance_minor BIGINT NOT NULL,
    total_minor        BIGINT NOT NULL,
    currency           TEXT NOT NULL,
    load_id            BIGINT NOT NULL,
    line               BIGINT,
    ended_by           BIGINT NOT NULL,
    ended_as           TEXT NOT NULL,
    PRIMARY KEY (invoice_id, ended_by)
) ${keyed};
CREATE INDEX invoices_history_ended ON invoices_history (ended_by);
ALTER TABLE invoice_items ADD COLUMN line BIGINT;
CREATE TABLE invoice_items_history (
    invoice_id   ${sorted} NOT NULL,
    item_type    TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency     TEXT NOT NULL,
    load_id      BIGINT NOT NULL,
    line         BIGINT,
    ended_by     BIGINT NOT NULL,
    ended_as     TEXT NOT NULL,
    PRIMARY KEY (invoice_id, item_type, ended_by)
) ${keyed};
CREATE INDEX invoice_items_history_ended ON invoice_items_history (ended_by);
ALTER TABLE wallet_transactions ADD COLUMN line BIGINT;
CREATE TABLE wallet_transactions_history (
    transaction_id ${sorted} NOT NULL,
    seller_id      BIGINT NOT NULL,
    type           TEXT NOT NULL,
    amount_minor   BIGINT NOT NULL,
    created_at     ${timestamp} NOT NULL,
    currency       TEXT NOT NULL,
    load_id        BIGINT NOT NULL,
    line           BIGINT,
    ended_by       BIGINT NOT NULL,
    ended_as       TEXT NOT NULL,
    PRIMARY KEY (transaction_id, ended_by)
) ${keyed};
CREATE INDEX wallet_transactions_history_ended ON wallet_transactions_history (ended_by);
ALTER TABLE exchange_rates ADD COLUMN line BIGINT;
CREATE TABLE exchange_rates_history (
    from_currency  TEXT NOT NULL,
    to_currency    TEXT NOT NULL,
    rate           ${decimal} NOT NULL,
    effective_date ${date} NOT NULL,
    load_id        BIGINT NOT NULL,
    line           BIGINT,
    ended_by       BIGINT NOT NULL,
    ended_as       TEXT NOT NULL,
    PRIMARY KEY (from_currency, to_currency, effective_date, ended_by)
) ${keyed};
CREATE INDEX exchange_rates_history_ended ON exchange_rates_history (ended_by);
--rollback DROP TABLE exchange_rates_history /* past */;
--rollback ALTER TABLE exchange_rates DROP COLUMN line /* past */;
--rollback DROP TABLE wallet_transactions_history /* past */;
--rollback ALTER TABLE wallet_transactions DROP COLUMN line /* past */;
--rollback DROP TABLE invoice_items_history /* past */;
--rollback ALTER TABLE invoice_items DROP COLUMN line /* past */;
--rollback DROP TABLE invoices_history /* past */;
--rollback ALTER TABLE invoices DROP COLUMN line /* past */;
--rollback DROP TABLE leads_history /* past */;
--rollback ALTER TABLE leads DROP COLUMN line /* past */;
--rollback DROP TABLE credit_chat_history /* past */;
--rollback ALTER TABLE credit_chat DROP COLUMN line /* past */;
--rollback DROP TABLE credit_histories_history /* past */;
--rollback ALTER TABLE credit_histories DROP COLUMN line /* past */;
--rollback DROP TABLE credits_history /* past */;
--rollback ALTER TABLE credits DROP COLUMN line /* past */;
--rollback DROP TABLE sellers_history /* past */;
--rollback ALTER TABLE sellers DROP COLUMN line /* past */;
--rollback DROP TABLE account_managers_history /* past */;
--rollback ALTER TABLE account_managers DROP COLUMN line /* past */;
--rollback DROP TABLE senior_account_managers_history /* past */;
--rollback ALTER TABLE senior_account_managers DROP COLUMN line /* past */;
