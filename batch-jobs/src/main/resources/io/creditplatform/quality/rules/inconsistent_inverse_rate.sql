-- entity: exchange_rates
-- severity: Warning
-- title: Rate and opposite rate disagree
-- meaning: The rate, times the rate of the same day in the opposite direction, differs from 1 by more than 0.5 %.
-- advice: Have the wrong one of the two corrected; as long as both stand, what is converted to and fro gains or loses by it.
-- reason: {rate}, but by the opposite rate {opposite_rate} of the same day {one / opposite_rate}
SELECT from_currency, to_currency, effective_date,
    CASE WHEN units > 1000 THEN 1000000000000 ELSE abs(units * 1000000000 + nanos - 1000000000) END AS weight,
    rate, opposite_rate, 1 AS one
FROM (
    -- Long multiplication in base 10^9; what is carried goes from the right to the left.
    SELECT from_currency, to_currency, effective_date, rate, opposite_rate,
        p0 + (p1 + (p2 + (p3 + p4 / 1000000000) / 1000000000) / 1000000000) / 1000000000 AS units,
        (p1 + (p2 + (p3 + p4 / 1000000000) / 1000000000) / 1000000000) % 1000000000 AS nanos,
        (p2 + (p3 + p4 / 1000000000) / 1000000000) % 1000000000
            + (p3 + p4 / 1000000000) % 1000000000
            + p4 % 1000000000 AS beyond
    FROM (
        SELECT a.from_currency, a.to_currency, a.effective_date, a.rate, b.rate AS opposite_rate,
            a.units * b.units AS p0,
            a.units * b.nanos + a.nanos * b.units AS p1,
            a.units * b.attos + a.nanos * b.nanos + a.attos * b.units AS p2,
            a.nanos * b.attos + a.attos * b.nanos AS p3,
            a.attos * b.attos AS p4
        FROM (${rates_in_parts}) AS a
        JOIN (${rates_in_parts}) AS b
            ON b.from_currency = a.to_currency AND b.to_currency = a.from_currency
            AND b.effective_date = a.effective_date
    ) AS products
) AS carried
WHERE units > 1 OR (units = 1 AND (nanos > 5000000 OR (nanos = 5000000 AND beyond > 0)))
    OR (units = 0 AND nanos < 995000000)
