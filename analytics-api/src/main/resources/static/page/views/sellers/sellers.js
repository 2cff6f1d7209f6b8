import { get, rowsOf } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { anew, choose, here, href } from '../../app/router.js';
import { currency, markets } from '../../components/choices.js';
import { choice, date } from '../../components/filter.js';
import { heading } from '../../components/heading.js';
import { mark } from '../../components/mark.js';
import { cursor, pages } from '../../components/pages.js';
import { panel, source } from '../../components/panel.js';
import { known } from '../../components/state.js';
import { rates } from '../seller/rates.js';
import { watchList } from './watch.js';

export const chooses = ['market', 'currency', 'as_of', 'am_id', 'only', 'by', 'after_owing', 'risk_level', 'sort', 'direction', 'after'];

const HEALTH = '/api/analytics/sellers';

const PAGE = 50;

const reportedIn = ({ reported: { currency }, missing_rates }) => ({ currency, missing_rates });

/**
 * What sellers are ranked by besides their score: the API's word for it, its label, its form, and where it stands. Amounts
 * are those in the reporting currency, so that they can be compared.
 */
const MEASURES = [
  ['payment_reliability_score', 'Reliability', 'percent', (row) => rates(row).reliability],
  ['lead_conversion_rate', 'Conversion', 'percent', (row) => rates(row).conversion],
  ['credit_utilization_rate', 'Utilization', 'percent', (row) => rates(row).utilization],
  ['outstanding_utilization_rate', 'Open', 'percent', (row) => rates(row).open],
  ['current_balance', 'Wallet balance', 'money', (row) => known(row.reported.current_balance, reportedIn(row))],
  ['avg_weekly_change', 'Weekly change', 'money', (row) => known(row.reported.avg_weekly_change, reportedIn(row))],
];

export function show({ title, chosen }, left) {
  const { market, risk_level, sort = 'health_score', direction = sort === 'health_score' ? 'asc' : 'desc' } = chosen;
  return [
    heading(
      title,
      'Who owes most, and beneath every seller with health and risk. Choose one to see what the score is made of.',
      choice('market', 'Market', market, markets()),
      choice('risk_level', 'Risk', risk_level, [['', 'All levels'], ['high', 'High'], ['medium', 'Medium'], ['low', 'Low']]),
      currency(chosen.currency),
      choice('only', 'Owing', chosen.only, [['', 'All who owe'], ['overdue', 'Overdue'], ['over_limit', 'Over the limit']]),
      date('as_of', 'As of', chosen.as_of),
    ),
    ...(chosen.am_id ? [h('p', {}, `Owing sellers of account manager ${chosen.am_id} alone. `, h('a', { href: here(anew({ am_id: null })) }, 'Of all'))] : []),
    watchList(chosen, left),
    panel({
      name: 'sellers',
      title: 'Sellers, ranked',
      note: 'The lowest score first. Another column’s head ranks by it, the highest first; once more, the lowest first.',
      none: 'No seller fits these filters.',
      sources: [source(HEALTH, { market, risk_level, currency: chosen.currency, sort, direction, after: cursor(), limit: PAGE })],
      sort: { by: sort, direction, choose: (by) => choose({ sort: by, direction: by === sort && direction === 'desc' ? 'asc' : 'desc', after: null }) },
      columns: [
        { key: 'seller_name', label: 'Seller', show: (row) => h('a', { href: href('seller', { subject: row.seller_id }) }, row.seller_name) },
        { key: 'health_score', label: 'Health', format: 'count', sort: 'health_score' },
        { key: 'risk_level', label: 'Risk', show: (row) => mark(row.risk_level) },
        { key: 'market', label: 'Market' },
        ...MEASURES.map(([sort, label, format, value]) => ({ label, sort, format, value, currency: ({ reported }) => reported.currency })),
        { key: 'currency', label: 'Prefers' },
        { key: 'seller_id', label: 'Id', format: 'id' },
      ],
      more: async (answer) => pages(answer, 'sellers', { size: PAGE, total: risk_level ? null : await many(market) }),
      left,
    }),
  ];
}

/** How many sellers there are, in a market or in all. */
async function many(market) {
  const stats = rowsOf(await get('/api/dashboard/stats'));
  return stats.filter((row) => !market || row.market === market).reduce((sum, row) => sum + row.total_sellers, 0);
}
