-- entity: credits
-- severity: Critical
-- title: Due before issue
-- meaning: The credit falls due before it was issued.
-- advice: Correct the dates at the source; until then the credit ages from the wrong day.
-- reason: due {due_date}, issued {issue_date}
SELECT credit_id, amount_minor AS weight, due_date, issue_date
FROM credits
WHERE due_date < issue_date
