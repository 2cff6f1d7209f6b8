SELECT credit_id, changed_at, status,
    row_number() OVER steps AS step,
    lag(status) OVER steps AS former_status,
    lead(status) OVER steps AS next_status
FROM credit_histories
WINDOW steps AS (
    PARTITION BY credit_id
    ORDER BY changed_at, ${station status}
)
