-- entity: invoice_items
-- severity: Critical
-- title: Invoice item differs from its header
-- meaning: The item's amount is not the one on the invoice's header, by more than 0.01, or it is in another currency. Fees and credits due stand negated on items.
-- advice: Compare the invoice with its items at the source; where the header adds up, the item is the one to correct.
-- reason: item {amount_minor} {currency}, expected {expected_minor} {expected_currency} by the header
SELECT invoice_id, item_type,
    CASE WHEN currency = expected_currency THEN abs(amount_minor - expected_minor) ELSE abs(expected_minor) END AS weight,
    amount_minor, currency, expected_minor, expected_currency
FROM (
    SELECT t.invoice_id, t.item_type, t.amount_minor, t.currency, i.currency AS expected_currency,
        CASE t.item_type
            WHEN 'sales' THEN i.sales_amount_minor
            WHEN 'fees' THEN -i.fees_minor
            WHEN 'credits_due' THEN -i.credits_due_minor
            WHEN 'from_balance' THEN i.from_balance_minor
            ELSE i.total_minor
        END AS expected_minor
    FROM invoices AS i
    CROSS JOIN invoice_items AS t
    WHERE t.invoice_id = i.invoice_id
) AS pairs
WHERE currency <> expected_currency OR abs(amount_minor - expected_minor) > 1
