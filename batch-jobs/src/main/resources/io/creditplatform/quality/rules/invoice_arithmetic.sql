-- entity: invoices
-- severity: Critical
-- title: Invoice does not add up
-- meaning: The invoice's total is not its sales less fees, credits due and the debt carried over, by more than 0.01. A positive balance carried over plays no part.
-- advice: Have the invoice computed anew at its source before it is paid out; a credit collected by it may have the wrong status too.
-- reason: total {total_minor}, expected {expected_minor} = {sales_amount_minor} − {fees_minor} − {credits_due_minor} − {debt_minor}
SELECT invoice_id, abs(total_minor - expected_minor) AS weight,
    total_minor, expected_minor, sales_amount_minor, fees_minor, credits_due_minor, debt_minor
FROM (
    SELECT invoice_id, total_minor, sales_amount_minor, fees_minor, credits_due_minor, debt_minor,
        sales_amount_minor - fees_minor - credits_due_minor - debt_minor AS expected_minor
    FROM (
        SELECT invoice_id, total_minor, sales_amount_minor, fees_minor, credits_due_minor,
            CASE WHEN from_balance_minor < 0 THEN -from_balance_minor ELSE 0 END AS debt_minor
        FROM invoices
    ) AS debts
) AS sums
WHERE abs(total_minor - expected_minor) > 1
