-- entity: credits
-- severity: Warning
-- title: Unexpected credit status
-- meaning: The credit's status is not the one that its history and the invoice of the week in which it falls due lead to. Where no invoice in the credit's currency holds the due date, there is no verdict.
-- advice: See the matrix for where credits get stuck: Approved that should be Paid were collected but not booked, Paid that should be Deposit were booked although the wallet could not bear it.
-- reason never_approved: status {status}, expected {expected}: never approved, and last in its history
-- reason not_due: status {status}, expected {expected}: due {due_date}, after the day of the check
-- reason not_covered: status {status}, expected {expected}: invoice {invoice_id} collects {credits_due_minor} of {amount_minor} {currency}
-- reason covered: status {status}, expected {expected}: invoice {invoice_id} collects {credits_due_minor} for {amount_minor} {currency}, and balance {from_balance_minor} + total {total_minor} ≥ 0
-- reason insolvent: status {status}, expected {expected}: invoice {invoice_id} collects {credits_due_minor} for {amount_minor} {currency}, but balance {from_balance_minor} + total {total_minor} < 0
SELECT credit_id, amount_minor AS weight, verdict AS reason, status, expected, due_date, invoice_id,
    credits_due_minor, amount_minor, currency, from_balance_minor, total_minor
FROM (${credit_status_verdicts}) AS judged
WHERE expected <> status
