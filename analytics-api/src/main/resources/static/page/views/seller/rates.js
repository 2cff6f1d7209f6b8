import { everyRow, get } from '../../app/api.js';

export const LEADS = '/api/leads';

/** Where a seller's credits are. */
export function creditsOf(subject) {
  return `/api/sellers/${encodeURIComponent(subject)}/credits`;
}

/**
 * A seller's rates, null where there is nothing to divide by. The API of version 1 says 0 then, as it does where nothing was
 * paid or confirmed, so the rows behind a 0 tell which of the two it is.
 */
export async function rates({ seller_id, metrics, reported }, currency) {
  const { payment_reliability_score: paid, lead_conversion_rate: confirmed, credit_utilization_rate: used, outstanding_utilization_rate: open } = metrics;
  const [credits, leads] = await Promise.all([
    paid === 0 ? everyRow(creditsOf(seller_id), { currency }) : null,
    confirmed === 0 ? get(LEADS, { seller_id, limit: 1 }) : null,
  ]);
  const ofLimit = (rate) => (reported.credit_limit === 0 && rate === 0 ? null : rate);
  return {
    reliability: credits?.every(({ status }) => status === 'Cancelled') ? null : paid,
    conversion: leads?.items.length === 0 ? null : confirmed,
    utilization: ofLimit(used),
    open: ofLimit(open),
  };
}
