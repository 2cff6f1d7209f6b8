-- entity: leads
-- severity: Warning
-- title: Lead before signup
-- meaning: The lead was created before the day on which its seller signed up.
-- advice: Usually the signup date was overwritten when the seller came back, or the lead was moved to another seller; correct whichever it is.
-- reason: created {created_at}, seller {seller_id} signed up {signup_date}
SELECT l.lead_id, l.amount_minor AS weight, l.created_at, l.seller_id, s.signup_date
FROM sellers AS s
CROSS JOIN leads AS l
WHERE l.seller_id = s.seller_id AND l.created_at < s.signup_date
