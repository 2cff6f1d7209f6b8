-- entity: sellers
-- severity: Warning
-- title: Open credit without leads
-- meaning: The seller has an open credit (Approved or Deposit), but has never brought a lead. Amounts are in the seller's preferred currency; what has no exchange rate to that is left out, and the reason says so.
-- advice: Ask the account manager what the credit is to be paid back from; check that the leads were not delivered under another seller.
-- reason all: open {open_minor} {currency} (credits: {open_credits}), leads: 0
-- reason some: open {open_minor} {currency} (credits: {open_credits}; left out without an exchange rate: {open_left_out}), leads: 0
SELECT seller_id, open_minor AS weight, CASE WHEN open_left_out = 0 THEN 'all' ELSE 'some' END AS reason,
    open_minor, currency, open_credits, open_left_out
FROM (${sums_of_sellers}) AS sums
WHERE open_credits + open_left_out > 0
    AND NOT EXISTS (SELECT 1 FROM leads AS l WHERE l.seller_id = sums.seller_id)
