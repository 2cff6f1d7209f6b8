-- entity: sellers
-- severity: Critical
-- title: Credit limit exceeded
-- meaning: The seller's issued credits (Approved, Paid or Deposit) add up to more than its credit limit.
-- advice: Raise the limit if the senior account manager agrees; otherwise approve no further credit, and see who approved the last ones.
-- reason: issued {issued_minor} (credits: {credits}), limit {credit_limit_minor}: {excess_minor} too much
SELECT s.seller_id, i.issued_minor - s.credit_limit_minor AS weight,
    i.issued_minor, i.credits, s.credit_limit_minor, i.issued_minor - s.credit_limit_minor AS excess_minor
FROM (
    SELECT seller_id, sum(amount_minor) AS issued_minor, count(*) AS credits
    FROM credits WHERE status IN (${issued}) GROUP BY seller_id
) AS i
JOIN sellers AS s ON s.seller_id = i.seller_id
WHERE i.issued_minor > s.credit_limit_minor
