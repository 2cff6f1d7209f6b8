import { get, rowsOf } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { age, format } from '../../app/format.js';
import { href } from '../../app/router.js';
import { currency, markets as marketChoices } from '../../components/choices.js';
import { choice, date } from '../../components/filter.js';
import { heading } from '../../components/heading.js';
import { notices } from '../../components/notices.js';
import { empty, filled } from '../../components/state.js';
import { amount, tile, tiles } from '../../components/tile.js';
import { AGEING, ageing } from './ageing.js';
import { concentration } from './concentration.js';
import { markets } from './markets.js';
import { roll } from './roll.js';
import { vintages } from './vintages.js';

export const chooses = ['market', 'currency', 'as_of'];

const STATS = '/api/dashboard/stats';
const APPROVALS = '/api/analytics/approval-rates';
const CONVERSION = '/api/analytics/lead-conversion';
const LOADS = '/api/loads';

export function show({ title, chosen }, left) {
  const ofMarket = (rows, key = 'market') => rows.filter((row) => !chosen.market || row[key] === chosen.market);
  const dated = { as_of: chosen.as_of, market: chosen.market, currency: chosen.currency };

  return [
    heading(
      title,
      'The credit that is out, how well it comes back, and where it gathers. The date counts for what is open, roll rates, vintages and concentration; sellers, approval, payment and conversion are those of the newest load.',
      choice('market', 'Market', chosen.market, marketChoices()),
      currency(chosen.currency, AGEING),
      date('as_of', 'As of', chosen.as_of),
    ),
    filled(h('div', { class: 'stack' }), () => figures(ofMarket, dated)),
    h('div', { class: 'columns' }, ageing(dated, left), roll(dated, left), vintages(dated, left), concentration(ofMarket, chosen, left), markets(ofMarket, chosen, left)),
  ];
}

/** The tiles. A rate over several markets comes from their counts, not from their rates. */
async function figures(ofMarket, dated) {
  const said = notices();
  const [stats, approvals, conversion, open, loads] = await Promise.all([
    get(STATS, { currency: dated.currency }),
    get(APPROVALS),
    get(CONVERSION, { by: 'market' }),
    get(AGEING, dated),
    get(LOADS),
  ]);
  const newest = rowsOf(loads).find((load) => load.status === 'COMPLETED');
  if (!newest) {
    return empty('Nothing is loaded yet. `credit import DIR` loads an extract; then its figures stand here.');
  }
  const sum = (rows, key) => rows.reduce((total, row) => total + row[key], 0);
  const share = (rows, part, whole) => (sum(rows, whole) === 0 ? null : sum(rows, part) / sum(rows, whole));
  const counted = ofMarket(rowsOf(stats));
  const judged = ofMarket(rowsOf(approvals));
  const asked = ofMarket(rowsOf(conversion), 'group');
  const buckets = rowsOf(open);
  const outOf = (rows, part, whole) => `${format.count(sum(rows, part))} of ${format.count(sum(rows, whole))}`;

  said.missing(buckets.flatMap(({ missing_rates }) => missing_rates));
  return tiles(
    tile('Sellers', format.count(sum(counted, 'total_sellers')), { path: STATS, note: ofMarketNote(counted) }),
    tile('Open amount', amount(sum(buckets, 'outstanding'), buckets[0].currency), { path: AGEING, note: `${format.count(sum(buckets, 'credits'))} credits, as of ${open.as_of}` }),
    tile('Approval rate', format.percent(share(judged, 'approved', 'requested')), { path: APPROVALS, note: `${outOf(judged, 'approved', 'requested')} credits` }),
    tile('Payment success', format.percent(share(counted, 'paid_credits', 'total_credits')), { path: STATS, note: `${outOf(counted, 'paid_credits', 'total_credits')} credits` }),
    tile('Lead conversion', format.percent(share(asked, 'confirmed', 'leads')), { path: CONVERSION, note: `${outOf(asked, 'confirmed', 'leads')} leads` }),
    tile(h('a', { href: href('loads', { subject: newest.load_id }) }, 'Newest load'), `Load ${newest.load_id}`, { note: `${format.time(newest.published_at)} UTC, ${age(newest.published_at)}` }),
  );
}

function ofMarketNote(counted) {
  return counted.length === 1 ? `in ${counted[0].market}` : `in ${counted.length} markets`;
}
