-- entity: credits
-- severity: Info
-- title: Unusual credit amount
-- meaning: The amount lies below the 1st or above the 99th percentile of all credits (linear interpolation).
-- advice: Nothing is wrong as such; look whether an amount was entered in another unit or with a digit too many.
-- reason low: amount {amount_minor} is below {bound / scale}, the 1st percentile
-- reason high: amount {amount_minor} is above {bound / scale}, the 99th percentile
WITH sorted AS (
    SELECT amount_minor, row_number() OVER (ORDER BY amount_minor) - 1 AS place, count(*) OVER () - 1 AS last_place
    FROM credits
), bounds AS (
    -- In hundredths of minor units, so that all is exact: the rank, in hundredths, is percent times the last place.
    SELECT
        max(CASE WHEN place = last_place / 100 THEN amount_minor END) * (100 - max(last_place) % 100)
            + coalesce(max(CASE WHEN place = last_place / 100 + 1 THEN amount_minor END), 0) * (max(last_place) % 100)
            AS low,
        max(CASE WHEN place = 99 * last_place / 100 THEN amount_minor END) * (100 - 99 * max(last_place) % 100)
            + coalesce(max(CASE WHEN place = 99 * last_place / 100 + 1 THEN amount_minor END), 0)
                * (99 * max(last_place) % 100)
            AS high
    FROM sorted
)
SELECT c.credit_id,
    CASE WHEN 100 * c.amount_minor < b.low THEN b.low - 100 * c.amount_minor ELSE 100 * c.amount_minor - b.high END
        AS weight,
    CASE WHEN 100 * c.amount_minor < b.low THEN 'low' ELSE 'high' END AS reason,
    c.amount_minor,
    CASE WHEN 100 * c.amount_minor < b.low THEN b.low ELSE b.high END AS bound,
    10000 AS scale
FROM bounds AS b
CROSS JOIN credits AS c
WHERE 100 * c.amount_minor < b.low OR 100 * c.amount_minor > b.high
