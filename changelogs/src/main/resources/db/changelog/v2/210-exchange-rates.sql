--liquibase formatted sql

--changeset credit-platform:210-exchange-rates
--comment: The feed exchange_rates: what one currency is worth in another from a day on, kept to the last digit. The view exchange_rates_v shows the rate as a number.
CREATE TABLE exchange_rates (
    from_currency  TEXT NOT NULL,
    to_currency    TEXT NOT NULL,
    rate           ${decimal} NOT NULL,
    effective_date ${date} NOT NULL,
    load_id        BIGINT NOT NULL,
    PRIMARY KEY (from_currency, to_currency, effective_date)
) ${keyed};
CREATE VIEW exchange_rates_v AS
SELECT from_currency, to_currency, CAST(rate AS ${number}) AS rate, effective_date, load_id
FROM exchange_rates;
--rollback DROP VIEW exchange_rates_v;
--rollback DROP TABLE exchange_rates;
