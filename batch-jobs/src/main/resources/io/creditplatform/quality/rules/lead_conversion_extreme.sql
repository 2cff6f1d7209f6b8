-- entity: sellers
-- severity: Info
-- title: Extreme lead conversion
-- meaning: The seller has ten leads or more, of which less than 0.1 or more than 0.9 are Confirmed.
-- advice: A very low rate may come from leads that nobody follows up, a very high one from leads that are entered only when confirmed.
-- reason: confirmed {confirmed} ÷ leads {leads} = {confirmed / leads}, expected 0.1 to 0.9
SELECT seller_id, leads AS weight, confirmed, leads
FROM (
    SELECT seller_id, count(*) AS leads, sum(CASE WHEN status = ${confirmed} THEN 1 ELSE 0 END) AS confirmed
    FROM leads GROUP BY seller_id
) AS counted
WHERE leads >= 10 AND (10 * confirmed < leads OR 10 * confirmed > 9 * leads)
