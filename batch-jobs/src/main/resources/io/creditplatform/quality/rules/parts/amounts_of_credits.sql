SELECT credit_id AS row_key, currency, amount_minor, coalesce(date(issue_date), :as_of) AS own_date FROM credits
