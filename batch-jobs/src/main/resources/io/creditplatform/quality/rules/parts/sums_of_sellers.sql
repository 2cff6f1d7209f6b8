-- What a seller's issued and open credits come to in its preferred currency, as its utilization has it. While all is in USD
-- and there are no rates, nothing is converted, and the amounts add up as they are.
SELECT s.seller_id, s.preferred_currency AS currency, s.credit_limit_minor,
    coalesce(a.issued_minor, c.issued_minor) AS issued_minor,
    coalesce(a.open_minor, c.open_minor) AS open_minor,
    c.issued_credits - coalesce(m.issued_credits, 0) AS issued_credits, coalesce(m.issued_credits, 0) AS issued_left_out,
    c.open_credits - coalesce(m.open_credits, 0) AS open_credits, coalesce(m.open_credits, 0) AS open_left_out
FROM (
    SELECT seller_id, count(*) AS issued_credits, CAST(sum(amount_minor) AS BIGINT) AS issued_minor,
        sum(CASE WHEN status IN (${open}) THEN 1 ELSE 0 END) AS open_credits,
        CAST(sum(CASE WHEN status IN (${open}) THEN amount_minor ELSE 0 END) AS BIGINT) AS open_minor
    FROM credits WHERE status IN (${issued}) GROUP BY seller_id
) AS c
JOIN sellers AS s ON s.seller_id = c.seller_id
LEFT JOIN seller_amounts AS a ON a.seller_id = s.seller_id AND a.currency = s.preferred_currency
LEFT JOIN (
    SELECT seller_id, to_currency, sum(issued_credits) AS issued_credits, sum(open_credits) AS open_credits
    FROM missing_rates GROUP BY seller_id, to_currency
) AS m ON m.seller_id = s.seller_id AND m.to_currency = s.preferred_currency
