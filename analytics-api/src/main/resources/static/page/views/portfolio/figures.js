import { h } from '../../app/dom.js';
import { format } from '../../app/format.js';
import { href } from '../../app/router.js';
import { SUMMARY, summary } from '../../app/summary.js';
import { notices } from '../../components/notices.js';
import { empty, filled, known } from '../../components/state.js';
import { amount, tile, tiles } from '../../components/tile.js';

/** The portfolio's first row: each figure with its change since the load before. */
export function figures() {
  const said = notices();
  return filled(h('div', { class: 'stack', id: 'figures' }), async () => {
    const now = await summary();
    if (now.load === null) {
      return empty('Nothing is loaded yet. `credit import DIR` loads an extract; then its figures stand here.');
    }
    said.missing(now.missing_rates);
    const { currency } = now;
    const since = changes(now.load_before);
    const at = `as of ${now.as_of}`;
    return tiles(
      tile('Exposure', amount(known(now.exposure.value, now), currency), { path: SUMMARY, note: since(now.exposure, signed(format.money)) ?? at }),
      tile('Overdue', amount(known(now.overdue.value, now), currency), { path: SUMMARY, note: since(now.overdue, signed(format.money)) ?? at }),
      tile('Over 90 days', format.percent(now.over_90_days_share.value), { path: SUMMARY, note: since(now.over_90_days_share, points) ?? 'of the exposure' }),
      tile('Sellers over the limit', now.sellers_over_limit.value > 0 ? h('a', { href: href('sellers', { by: 'limit_share', only: 'over_limit' }) }, format.count(now.sellers_over_limit.value)) : format.count(now.sellers_over_limit.value), { path: SUMMARY, note: since(now.sellers_over_limit, signed(format.count)) ?? at }),
      tile('Approval rate', format.percent(now.approval_rate.value), { path: SUMMARY, note: since(now.approval_rate, points) ?? 'of requested credits' }),
      tile('Payment success', format.percent(now.payment_success_rate.value), { path: SUMMARY, note: since(now.payment_success_rate, points) ?? 'of credits not cancelled' }),
      tile('Lead conversion', format.percent(now.lead_conversion_rate.value), { path: SUMMARY, note: since(now.lead_conversion_rate, points) ?? 'of leads' }),
    );
  });
}

const signed = (write) => (change) => `${change > 0 ? '+' : ''}${write(change)}`;

/** A change of a share, in points of a percentage. */
const points = (change) => `${change > 0 ? '+' : ''}${format.decimal(change * 100)} points`;

/** Words for a change, or null if it cannot be told. */
function changes(before) {
  return ({ change }, write) => (change === null || before === null ? null : `${change === 0 ? 'unchanged' : write(change)} since load ${before.load_id} of ${before.day}`);
}
