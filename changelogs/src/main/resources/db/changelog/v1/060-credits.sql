--liquibase formatted sql

--changeset credit-platform:060-credits
--comment: The feed credits: money that sellers asked for. Money is kept in minor units; the view credits_v shows it as decimals.
CREATE TABLE credits (
    credit_id    ${id} NOT NULL PRIMARY KEY,
    seller_id    BIGINT NOT NULL REFERENCES sellers (seller_id),
    amount_minor BIGINT NOT NULL,
    issue_date   ${timestamp},
    due_date     ${timestamp},
    status       TEXT NOT NULL,
    load_id      BIGINT NOT NULL
);
CREATE INDEX credits_seller ON credits (seller_id, status, amount_minor);
CREATE VIEW credits_v AS
SELECT credit_id, seller_id, round(amount_minor / 100.0, 2) AS amount, issue_date, due_date, status, load_id
FROM credits;
--rollback DROP VIEW credits_v;
--rollback DROP TABLE credits;
