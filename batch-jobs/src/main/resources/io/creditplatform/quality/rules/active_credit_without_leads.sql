-- entity: sellers
-- severity: Warning
-- title: Open credit without leads
-- meaning: The seller has an open credit (Approved or Deposit), but has never brought a lead.
-- advice: Ask the account manager what the credit is to be paid back from; check that the leads were not delivered under another seller.
-- reason: open {open_minor} (credits: {credits}), leads: 0
SELECT seller_id, open_minor AS weight, credits, open_minor
FROM (
    SELECT seller_id, count(*) AS credits, sum(amount_minor) AS open_minor
    FROM credits WHERE status IN (${open}) GROUP BY seller_id
) AS active
WHERE NOT EXISTS (SELECT 1 FROM leads AS l WHERE l.seller_id = active.seller_id)
