/** A seller's rates, null where there is nothing to divide by: the API of version 1 says 0 then, beside what it would divide by. */
export function rates({ metrics, reported, judged_credits, leads }) {
  const ofLimit = (rate) => (reported.credit_limit === 0 && rate === 0 ? null : rate);
  return {
    reliability: judged_credits > 0 ? metrics.payment_reliability_score : null,
    conversion: leads > 0 ? metrics.lead_conversion_rate : null,
    utilization: ofLimit(metrics.credit_utilization_rate),
    open: ofLimit(metrics.outstanding_utilization_rate),
  };
}
