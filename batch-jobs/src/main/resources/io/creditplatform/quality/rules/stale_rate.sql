-- entity: credits, leads, invoices, wallet_transactions
-- severity: Warning
-- title: Old exchange rate for an amount of ${entity}
-- meaning: The rate that converts the amount to USD is more than ${days} days older than the amount: the newest on or before its day from its currency, or if there is none, to it.
-- advice: Have the rates of the days since delivered in exchange_rates; the next load converts what they concern anew.
-- setting days: 30
-- reason: {amount_minor} {currency} of {own_date} is converted with the rate of {rate_date}, {age} days before; expected at most ${days}
SELECT row_key, age AS weight, amount_minor, currency, own_date, rate_date, age
FROM (
    SELECT row_key, amount_minor, currency, own_date, rate_date,
        ${epoch_day own_date} - ${epoch_day rate_date} AS age
    FROM (
        SELECT row_key, amount_minor, currency, own_date,
            coalesce(
                (
                    SELECT max(effective_date) FROM exchange_rates
                    WHERE from_currency = currency AND to_currency = 'USD' AND effective_date <= own_date
                ), (
                    SELECT max(effective_date) FROM exchange_rates
                    WHERE from_currency = 'USD' AND to_currency = currency AND effective_date <= own_date
                )
            ) AS rate_date
        FROM (${currencies_in_use}) AS in_use
        CROSS JOIN (${amounts_of_${entity}}) AS a
        WHERE currency <> 'USD'
    ) AS converted
) AS aged
WHERE age > ${days}
