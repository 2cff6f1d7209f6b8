import { get } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { choose, href } from '../../app/router.js';
import { mark } from '../../components/mark.js';
import { cursor, pages } from '../../components/pages.js';
import { panel, source } from '../../components/panel.js';

export const WATCH_LIST = '/api/analytics/watch-list';

const PAGE = 50;

/** The cursor of this list, beside that of all sellers. */
const CURSOR = 'after_owing';

/** Who owes something, worst first: by how much, how late, how long, or how far beyond the limit. */
export function watchList({ market, currency, as_of, am_id, only, by = 'exposure' }, left) {
  return panel({
    name: 'watch-list',
    title: 'Who owes most: open credit, what of it is overdue, and how much of the limit it fills',
    note: 'Worst first, by the column whose head was chosen: exposure, overdue, days or share of the limit. Limit and its share are in the seller’s own currency. A manager’s name leads to the manager’s sellers.',
    none: only === 'overdue' ? 'No seller is overdue.' : only === 'over_limit' ? 'No seller owes more than its limit.' : 'No seller owes anything.',
    sources: [source(WATCH_LIST, { by, market, am_id, only, currency, as_of, after: cursor(CURSOR), limit: PAGE })],
    sort: { by, direction: 'desc', choose: (other) => choose({ by: other, [CURSOR]: null }) },
    to: ({ seller_id }) => href('seller', { subject: seller_id }),
    columns: [
      { key: 'seller_name', label: 'Seller' },
      { key: 'exposure', label: 'Exposure', format: 'money', sort: 'exposure' },
      { key: 'overdue', label: 'Overdue', format: 'money', sort: 'overdue', isNone: isNoneLate },
      { key: 'oldest_days_overdue', label: 'Oldest, days', format: 'count', sort: 'days' },
      { key: 'credit_limit', label: 'Limit', format: 'money', value: ({ limit }) => limit.credit_limit, currency: ({ limit }) => limit.currency, isNone: () => true },
      { key: 'share', label: 'Of the limit', format: 'percent', sort: 'limit_share', value: ({ limit }) => limit.share },
      { key: 'exceeded', label: 'Over limit', show: ({ limit }) => (limit.exceeded ? mark('over') : 'no') },
      { key: 'health_score', label: 'Health', format: 'count' },
      { key: 'risk_level', label: 'Risk', show: ({ risk_level }) => mark(risk_level) },
      { key: 'am_name', label: 'Manager', show: ({ am_id: id, am_name }) => h('a', { href: href('sellers', { am_id: id, only, by }) }, am_name) },
      { key: 'market', label: 'Market' },
      { key: 'open_credits', label: 'Credits', format: 'count' },
    ],
    more: async (answer) => pages(answer, 'sellers who owe', { size: PAGE, parameter: CURSOR, total: await owing(market, am_id || only, as_of, answer) }),
    high: true,
    wide: true,
    left,
  });
}

/** Whether nothing of what a seller owes is late, whatever rates are missing. */
export function isNoneLate({ oldest_days_overdue }) {
  return oldest_days_overdue === null;
}

/** How many sellers owe something, where the page does not show all of them: those of limit use that use any. */
async function owing(market, narrowed, day, { next }) {
  if (next === null || narrowed) {
    return null;
  }
  const { items } = await get('/api/analytics/portfolio/limit-use', { market, as_of: day });
  return items.filter(({ part }) => part !== '0').reduce((sum, { sellers }) => sum + sellers, 0);
}
