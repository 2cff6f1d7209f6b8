SELECT transaction_id AS row_key, currency, amount_minor, date(created_at) AS own_date FROM wallet_transactions
