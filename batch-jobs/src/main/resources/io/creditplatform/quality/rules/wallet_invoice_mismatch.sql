-- entity: invoices
-- severity: Warning
-- title: Invoice and wallet disagree
-- meaning: The seller has no wallet transaction in the invoice's currency on the day the invoice's period ends, or those add up to something else than the invoice's total, by more than 0.01.
-- advice: Look for a payment that was booked late, twice, in another currency or not at all; correct the wallet, not the invoice, if the invoice adds up.
-- reason differs: wallet on {period_end} {signed_minor} {currency} (transactions: {transactions}), expected the total {total_minor} {currency}
-- reason none: no wallet transaction on {period_end}, expected the total {total_minor} {currency}
-- reason other: no wallet transaction in {currency} on {period_end} (in other currencies: {others}), expected the total {total_minor} {currency}
SELECT invoice_id, abs(total_minor - coalesce(signed_minor, 0)) AS weight,
    CASE WHEN transactions > 0 THEN 'differs' WHEN others > 0 THEN 'other' ELSE 'none' END AS reason,
    period_end, signed_minor, currency, transactions, others, total_minor
FROM (
    SELECT i.invoice_id, i.period_end, i.total_minor, i.currency,
        sum(CASE WHEN w.currency = i.currency THEN 1 ELSE 0 END) AS transactions,
        sum(CASE WHEN w.currency <> i.currency THEN 1 ELSE 0 END) AS others,
        CAST(sum(CASE WHEN w.currency = i.currency THEN ${signed w} END) AS BIGINT) AS signed_minor
    FROM invoices AS i
    LEFT JOIN wallet_transactions AS w
        ON w.seller_id = i.seller_id AND w.created_at >= i.period_end AND w.created_at < ${day_after i.period_end}
    GROUP BY i.invoice_id, i.period_end, i.total_minor, i.currency
) AS sums
WHERE transactions = 0 OR abs(total_minor - signed_minor) > 1
