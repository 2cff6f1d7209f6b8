-- entity: credits
-- severity: Critical
-- title: Illegal status transition
-- meaning: The credit's history takes a step that the process does not have, such as from New to Approved without a review.
-- advice: Find out who changed the status by hand; a step that was left out in the records has to be added there.
-- reason: {former_status} → {status} at {changed_at}; illegal steps in all: {steps}
SELECT credit_id, steps AS weight, former_status, status, changed_at, steps
FROM (
    SELECT credit_id, coalesce(former_status, 'start') AS former_status, status, changed_at,
        row_number() OVER (PARTITION BY credit_id ORDER BY step) AS nth,
        count(*) OVER (PARTITION BY credit_id) AS steps
    FROM (${credit_steps}) AS history
    WHERE coalesce(former_status, '') || '>' || status NOT IN (${steps})
) AS illegal
WHERE nth = 1
