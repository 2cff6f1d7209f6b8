-- entity: leads
-- severity: Warning
-- title: Tracking number used twice
-- meaning: Another lead carries the same tracking number.
-- advice: See which of the leads was really shipped under it; a copied lead counts twice in every conversion rate.
-- reason: tracking number {tracking_number} also on lead {other_lead}; leads with it: {leads}
SELECT lead_id, leads AS weight, tracking_number, leads,
    CASE WHEN lead_id = first_lead THEN last_lead ELSE first_lead END AS other_lead
FROM (
    SELECT lead_id, tracking_number,
        count(*) OVER (PARTITION BY tracking_number) AS leads,
        min(lead_id) OVER (PARTITION BY tracking_number) AS first_lead,
        max(lead_id) OVER (PARTITION BY tracking_number) AS last_lead
    FROM leads
    WHERE tracking_number <> ''
) AS numbers
WHERE leads > 1
