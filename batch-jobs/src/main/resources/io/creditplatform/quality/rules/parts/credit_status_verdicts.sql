SELECT credit_id, status, amount_minor, currency, last_status, due_date, invoice_id,
    credits_due_minor, from_balance_minor, total_minor, verdict,
    CASE verdict
        WHEN 'never_approved' THEN last_status
        WHEN 'covered' THEN ${paid}
        WHEN 'insolvent' THEN ${deposited}
        WHEN 'none' THEN NULL
        ELSE ${approved}
    END AS expected
FROM (
    SELECT c.credit_id, c.status, c.amount_minor, c.currency, h.last_status, c.due_date, i.invoice_id,
        i.credits_due_minor, i.from_balance_minor, i.total_minor,
        CASE
            WHEN h.approvals = 0 THEN 'never_approved'
            WHEN c.due_date IS NULL THEN 'none'
            WHEN date(c.due_date) > :as_of THEN 'not_due'
            WHEN i.invoice_id IS NULL THEN 'none'
            WHEN i.credits_due_minor + 1 < c.amount_minor THEN 'not_covered'
            WHEN i.from_balance_minor + i.total_minor < 0 THEN 'insolvent'
            ELSE 'covered'
        END AS verdict
    FROM (
        SELECT credit_id, sum(CASE WHEN status = ${approved} THEN 1 ELSE 0 END) AS approvals,
            max(CASE WHEN next_status IS NULL THEN status END) AS last_status
        FROM (${credit_steps}) AS steps
        GROUP BY credit_id
    ) AS h
    JOIN credits AS c ON c.credit_id = h.credit_id
    LEFT JOIN invoices AS i ON i.invoice_id = (
        -- Of the credit's currency, since no amount says whether it covers one in another. If several periods hold the day: the
        -- one that ends first, then the invoice with the smallest id.
        SELECT x.invoice_id
        FROM invoices AS x
        WHERE x.seller_id = c.seller_id AND x.currency = c.currency
            AND x.period_end >= date(c.due_date) AND x.period_start <= date(c.due_date)
        ORDER BY x.period_end, length(x.invoice_id), x.invoice_id
        LIMIT 1
    )
) AS verdicts
