SELECT invoice_id AS row_key, currency, total_minor AS amount_minor, period_end AS own_date FROM invoices
