-- entity: sellers
-- severity: Critical
-- title: Credit limit exceeded
-- meaning: The seller's issued credits (Approved, Paid or Deposit) add up to more than its credit limit, in the seller's preferred currency. What has no exchange rate to that is left out, and the reason says so.
-- advice: Raise the limit if the senior account manager agrees; otherwise approve no further credit, and see who approved the last ones.
-- reason all: issued {issued_minor} {currency} (credits: {issued_credits}), limit {credit_limit_minor} {currency}: {excess_minor} too much
-- reason some: issued {issued_minor} {currency} (credits: {issued_credits}; left out without an exchange rate: {issued_left_out}), limit {credit_limit_minor} {currency}: {excess_minor} too much
SELECT seller_id, issued_minor - credit_limit_minor AS weight,
    CASE WHEN issued_left_out = 0 THEN 'all' ELSE 'some' END AS reason,
    issued_minor, currency, issued_credits, issued_left_out, credit_limit_minor,
    issued_minor - credit_limit_minor AS excess_minor
FROM (${sums_of_sellers}) AS sums
WHERE issued_minor > credit_limit_minor
