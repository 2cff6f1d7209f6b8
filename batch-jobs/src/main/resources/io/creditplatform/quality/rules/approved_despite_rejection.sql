-- entity: credits
-- severity: Critical
-- title: Approved despite rejection
-- meaning: A senior account manager wrote exactly "Rejected" in the credit's chat, yet its history has Approved.
-- advice: Ask the senior account manager; money given out against their word has to be looked into first.
-- reason: rejected at {rejected_at}, approved at {approved_at}
SELECT c.credit_id, c.amount_minor AS weight, r.rejected_at, min(h.changed_at) AS approved_at
FROM (
    SELECT credit_id, min(message_time) AS rejected_at
    FROM credit_chat WHERE role = ${senior} AND message = 'Rejected' GROUP BY credit_id
) AS r
JOIN credit_histories AS h ON h.credit_id = r.credit_id AND h.status = ${approved}
JOIN credits AS c ON c.credit_id = r.credit_id
GROUP BY c.credit_id, c.amount_minor, r.rejected_at
