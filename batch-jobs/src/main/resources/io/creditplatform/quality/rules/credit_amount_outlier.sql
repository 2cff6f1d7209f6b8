-- entity: credits
-- severity: Info
-- title: Unusual credit amount
-- meaning: The amount lies below the 1st or above the 99th percentile of all credits in the same currency (linear interpolation).
-- advice: Nothing is wrong as such; look whether an amount was entered in another unit or currency, or with a digit too many.
-- reason low: amount {amount_minor} {currency} is below {bound / scale}, the 1st percentile of credits in {currency}
-- reason high: amount {amount_minor} {currency} is above {bound / scale}, the 99th percentile of credits in {currency}
WITH sorted AS (
    SELECT currency, amount_minor, row_number() OVER (PARTITION BY currency ORDER BY amount_minor) - 1 AS place,
        count(*) OVER (PARTITION BY currency) - 1 AS last_place
    FROM credits
), bounds AS (
    -- In hundredths of minor units, so that all is exact: the rank, in hundredths, is percent times the last place.
    SELECT currency,
        max(CASE WHEN place = last_place / 100 THEN amount_minor END) * (100 - max(last_place) % 100)
            + coalesce(max(CASE WHEN place = last_place / 100 + 1 THEN amount_minor END), 0) * (max(last_place) % 100)
            AS low,
        max(CASE WHEN place = 99 * last_place / 100 THEN amount_minor END) * (100 - 99 * max(last_place) % 100)
            + coalesce(max(CASE WHEN place = 99 * last_place / 100 + 1 THEN amount_minor END), 0)
                * (99 * max(last_place) % 100)
            AS high
    FROM sorted
    GROUP BY currency
)
SELECT c.credit_id,
    CASE WHEN 100 * c.amount_minor < b.low THEN b.low - 100 * c.amount_minor ELSE 100 * c.amount_minor - b.high END
        AS weight,
    CASE WHEN 100 * c.amount_minor < b.low THEN 'low' ELSE 'high' END AS reason,
    c.amount_minor, c.currency,
    CASE WHEN 100 * c.amount_minor < b.low THEN b.low ELSE b.high END AS bound,
    10000 AS scale
FROM bounds AS b
JOIN credits AS c ON c.currency = b.currency
WHERE 100 * c.amount_minor < b.low OR 100 * c.amount_minor > b.high
