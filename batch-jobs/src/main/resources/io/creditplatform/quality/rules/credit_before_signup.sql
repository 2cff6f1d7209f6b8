-- entity: credits
-- severity: Warning
-- title: Credit before signup
-- meaning: The credit was issued before the day on which its seller signed up.
-- advice: Check the seller's signup date and the credit's issue date; one of them was entered wrongly.
-- reason: issued {issue_date}, seller {seller_id} signed up {signup_date}
SELECT c.credit_id, c.amount_minor AS weight, c.issue_date, c.seller_id, s.signup_date
FROM credits AS c
JOIN sellers AS s ON s.seller_id = c.seller_id
WHERE c.issue_date < s.signup_date
