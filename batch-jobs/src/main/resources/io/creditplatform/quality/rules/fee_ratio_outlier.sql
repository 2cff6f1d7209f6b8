-- entity: invoices
-- severity: Info
-- title: Unusual fees
-- meaning: The fees of an invoice with sales lie outside 0.05 to 0.40 of its sales.
-- advice: Compare with the seller's contract; returns of former weeks that were settled here explain most of them.
-- reason: fees {fees_minor} ÷ sales {sales_amount_minor} = {fees_minor / sales_amount_minor}, expected 0.05 to 0.40
SELECT invoice_id,
    CASE WHEN 100 * fees_minor < 5 * sales_amount_minor
        THEN 5 * sales_amount_minor - 100 * fees_minor
        ELSE 100 * fees_minor - 40 * sales_amount_minor
    END AS weight,
    fees_minor, sales_amount_minor
FROM invoices
WHERE sales_amount_minor > 0
    AND (100 * fees_minor < 5 * sales_amount_minor OR 100 * fees_minor > 40 * sales_amount_minor)
