-- A rate has at most 9 digits before the point and 18 after it. In three whole numbers below 10^9 it can be multiplied
-- exactly on any database.
SELECT from_currency, to_currency, effective_date, rate,
    CAST(substr(digits, 1, length(digits) - length(tail)) AS BIGINT) AS units,
    CAST(substr(substr(tail, 2) || '000000000000000000', 1, 9) AS BIGINT) AS nanos,
    CAST(substr(substr(tail, 2) || '000000000000000000', 10, 9) AS BIGINT) AS attos
FROM (
    SELECT from_currency, to_currency, effective_date, rate, CAST(rate AS TEXT) AS digits,
        ltrim(CAST(rate AS TEXT), '0123456789') AS tail
    FROM exchange_rates
) AS written
