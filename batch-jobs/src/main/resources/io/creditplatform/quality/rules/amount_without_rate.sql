-- entity: credits, leads, invoices, wallet_transactions
-- severity: Warning
-- title: No exchange rate for an amount of ${entity}
-- meaning: The amount is not in USD, and neither on its own day nor before it is there a rate from its currency to USD or back. A credit's day is its issue, or that of the check if it has none; that of an invoice is the end of its period, any other the creation.
-- advice: Have the missing rate delivered in exchange_rates; until then no sum in USD has the amount, and answers count it in missing_rates.
-- reason none: {amount_minor} {currency} of {own_date}, but there is no rate between {currency} and USD
-- reason late: {amount_minor} {currency} of {own_date}, but the first rate between {currency} and USD is of {first_date}
SELECT row_key, abs(amount_minor) AS weight, CASE WHEN first_date IS NULL THEN 'none' ELSE 'late' END AS reason,
    amount_minor, a.currency, own_date, first_date
FROM (${currencies_in_use}) AS in_use
CROSS JOIN (${amounts_of_${entity}}) AS a
LEFT JOIN (
    -- Between a currency and USD there is no cross, so that any rate of the two will do from its day on.
    SELECT currency, min(effective_date) AS first_date
    FROM (
        SELECT from_currency AS currency, effective_date FROM exchange_rates WHERE to_currency = 'USD'
        UNION ALL
        SELECT to_currency, effective_date FROM exchange_rates WHERE from_currency = 'USD'
    ) AS rates
    GROUP BY currency
) AS known ON known.currency = a.currency
WHERE a.currency <> 'USD' AND (first_date IS NULL OR own_date < first_date)
