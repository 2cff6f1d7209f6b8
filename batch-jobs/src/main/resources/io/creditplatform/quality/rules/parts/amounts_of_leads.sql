SELECT lead_id AS row_key, currency, amount_minor, date(created_at) AS own_date FROM leads
