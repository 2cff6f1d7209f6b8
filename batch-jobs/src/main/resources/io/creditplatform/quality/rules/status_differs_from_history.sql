-- entity: credits
-- severity: Critical
-- title: Status differs from history
-- meaning: The credit's status is not the last one of its history.
-- advice: Either the credit or an entry of its history was not delivered; ask the source for both and import them again.
-- reason: status {status}, last in its history {last_status} at {changed_at}
SELECT c.credit_id, c.amount_minor AS weight, c.status, h.status AS last_status, h.changed_at
FROM (${credit_steps}) AS h
JOIN credits AS c ON c.credit_id = h.credit_id
WHERE h.next_status IS NULL AND h.status <> c.status
