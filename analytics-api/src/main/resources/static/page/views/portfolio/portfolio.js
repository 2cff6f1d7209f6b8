import { get, rowsOf } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { age, format, moneyIn, words } from '../../app/format.js';
import { href } from '../../app/router.js';
import { amounts, bars, line, names, shares } from '../../components/axes.js';
import { currency, markets } from '../../components/choices.js';
import { choice, date } from '../../components/filter.js';
import { heading } from '../../components/heading.js';
import { panel, source } from '../../components/panel.js';
import { notices } from '../../components/notices.js';
import { empty, filled } from '../../components/state.js';
import { amount, facts, tile, tiles } from '../../components/tile.js';

export const chooses = ['market', 'currency', 'as_of'];

const STATS = '/api/dashboard/stats';
const APPROVALS = '/api/analytics/approval-rates';
const CONVERSION = '/api/analytics/lead-conversion';
const AGEING = '/api/analytics/portfolio/ageing';
const ROLL_RATES = '/api/analytics/portfolio/roll-rates';
const VINTAGES = '/api/analytics/portfolio/vintages';
const CONCENTRATION = '/api/analytics/portfolio/concentration';
const LOADS = '/api/loads';

/** Ageing buckets from harmless to grave, and what stands in their place for credits that are no longer open. */
const BUCKETS = ['not_due', '1-30', '31-60', '61-90', '90+'];
const CLOSED = 'closed';

export function show({ title, chosen }, left) {
  const ofMarket = (rows, key = 'market') => rows.filter((row) => !chosen.market || row[key] === chosen.market);
  const dated = { as_of: chosen.as_of, market: chosen.market, currency: chosen.currency };

  return [
    heading(
      title,
      'The credit that is out, how well it comes back, and where it gathers. The date counts for what is open, roll rates, vintages and concentration; sellers, approval, payment and conversion are those of the newest load.',
      choice('market', 'Market', chosen.market, markets()),
      currency(chosen.currency, AGEING),
      date('as_of', 'As of', chosen.as_of),
    ),
    filled(h('div', { class: 'stack' }), () => figures(ofMarket, dated)),
    h('div', { class: 'columns' }, marketsSideBySide(ofMarket, chosen, left), ageing(dated, left), concentration(ofMarket, chosen, left), rollRates(dated, left), vintages(dated, left)),
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

function marketsSideBySide(ofMarket, { currency }, left) {
  return panel({
    name: 'markets',
    title: 'Markets side by side: payment success, approval and lead conversion',
    note: 'Paid credits among those not cancelled, issued credits among those requested, confirmed leads among all.',
    none: 'No seller is known yet.',
    sources: [source(STATS, { currency }, { label: 'markets' }), source(APPROVALS, {}, { label: 'approval' }), source(CONVERSION, { by: 'market' }, { label: 'leads' })],
    follows: ['market'],
    rows: (stats, approvals, conversion) => {
      const approval = new Map(rowsOf(approvals).map((row) => [row.market, row]));
      const converted = new Map(rowsOf(conversion).map((row) => [row.group, row]));
      return ofMarket(rowsOf(stats)).map((row) => ({ ...approval.get(row.market), ...converted.get(row.market), ...row }));
    },
    columns: [
      { key: 'market', label: 'Market' },
      { key: 'total_sellers', label: 'Sellers', format: 'count' },
      { key: 'total_credits', label: 'Credits', format: 'count' },
      { key: 'paid_credits', label: 'Paid', format: 'count' },
      { key: 'payment_success_rate', label: 'Payment success', format: 'percent' },
      { key: 'requested', label: 'Requested', format: 'count' },
      { key: 'approved', label: 'Issued', format: 'count' },
      { key: 'approval_rate', label: 'Approval rate', format: 'percent' },
      { key: 'conversion_rate', label: 'Lead conversion', format: 'percent' },
      { key: 'avg_wallet_change', label: 'Mean wallet movement', format: 'money' },
    ],
    draw: (rows) => ({
      legend: {},
      tooltip: { valueFormatter: format.percent },
      xAxis: names(rows.map((row) => row.market)),
      yAxis: shares(1),
      series: [
        bars('Payment success', rows.map((row) => row.payment_success_rate)),
        bars('Approval rate', rows.map((row) => row.approval_rate)),
        bars('Lead conversion', rows.map((row) => row.conversion_rate)),
      ],
    }),
    wide: true,
    left,
  });
}

function ageing(dated, left) {
  return panel({
    name: 'ageing',
    title: 'Open amount by days past due',
    note: 'Approved and deposit credits on the as-of date. Above each bar stands how many they are.',
    none: 'No credit is open on this date.',
    sources: [source(AGEING, dated)],
    rows: (answer) => (rowsOf(answer).some((row) => row.credits > 0) ? rowsOf(answer) : []),
    columns: [
      { key: 'bucket', label: 'Days past due', show: (row) => words(row.bucket) },
      { key: 'credits', label: 'Credits', format: 'count' },
      { key: 'outstanding', label: 'Open amount', format: 'money' },
    ],
    draw: (rows, { steps }) => ({
      tooltip: { valueFormatter: moneyIn(rows[0].currency) },
      xAxis: names(rows.map((row) => words(row.bucket))),
      yAxis: amounts(rows[0].currency),
      series: [
        bars(
          'Open amount',
          rows.map((row, index) => ({ value: row.outstanding, itemStyle: { color: steps[index] } })),
          { label: { show: true, position: 'top', formatter: ({ dataIndex }) => format.count(rows[dataIndex].credits) } },
        ),
      ],
    }),
    left,
  });
}

function rollRates(dated, left) {
  return panel({
    name: 'roll-rates',
    title: 'Roll rates: where the open amount of each bucket went within a month',
    note: 'Between the last two month ends before the as-of date: what stayed, what slipped into a worse bucket, what was closed.',
    none: 'No credit was open at the month end before last.',
    sources: [source(ROLL_RATES, dated)],
    rows: (answer) => rowsOf(answer).filter((row) => row.credits > 0),
    columns: [
      { key: 'from_bucket', label: 'From', show: (row) => words(row.from_bucket) },
      { key: 'to_bucket', label: 'To', show: (row) => words(row.to_bucket) },
      { key: 'credits', label: 'Credits', format: 'count' },
      { key: 'outstanding', label: 'Open amount', format: 'money' },
      { key: 'share', label: 'Share', format: 'percent' },
      { key: 'from_month_end', label: 'Month end' },
      { key: 'to_month_end', label: 'Next' },
    ],
    draw: (rows, { steps, soft }) => {
      const from = [...new Set(rows.map((row) => row.from_bucket))];
      const share = new Map(rows.map((row) => [`${row.from_bucket} ${row.to_bucket}`, row.share]));
      return {
        legend: {},
        tooltip: { valueFormatter: format.percent },
        xAxis: shares(1),
        yAxis: names(from.map((bucket) => `From ${words(bucket).toLowerCase()}`), { inverse: true }),
        series: [...BUCKETS, CLOSED].map((to, index) =>
          bars(`To ${words(to).toLowerCase()}`, from.map((bucket) => share.get(`${bucket} ${to}`) ?? null), { stack: 'share', color: to === CLOSED ? soft : steps[index] }),
        ),
      };
    },
    high: true,
    left,
  });
}

function vintages(dated, left) {
  return panel({
    name: 'vintages',
    title: 'Vintages: paid share of each issue month by months on book',
    note: 'A line is a month of issue, the stronger its colour the newer. A line below the others is a month that pays back more slowly.',
    none: 'No credit was issued before this date.',
    sources: [source(VINTAGES, dated, { all: true })],
    columns: [
      { key: 'issue_month', label: 'Issue month' },
      { key: 'months_on_book', label: 'Months on book', format: 'count' },
      { key: 'credits', label: 'Credits', format: 'count' },
      { key: 'amount', label: 'Issued', format: 'money' },
      { key: 'paid_amount', label: 'Paid', format: 'money' },
      { key: 'paid_share', label: 'Paid share', format: 'percent' },
    ],
    draw: (rows, { ramp }) => {
      const vintages = Map.groupBy(rows, (row) => row.issue_month);
      const colours = ramp(vintages.size);
      const longest = Math.max(...rows.map((row) => row.months_on_book));
      return {
        legend: {},
        tooltip: { trigger: 'item', formatter: ({ seriesName, value: [month, share] }) => `Issued ${seriesName}\nafter ${month} months: ${format.percent(share)} paid` },
        xAxis: names(Array.from({ length: longest + 1 }, (_, month) => month)),
        yAxis: shares(1),
        series: [...vintages].map(([month, ofMonth], index) => line(month, ofMonth.map((row) => [row.months_on_book, row.paid_share]), { color: colours[index], symbolSize: 4 })),
      };
    },
    high: true,
    left,
  });
}

function concentration(ofMarket, { currency, as_of }, left) {
  return panel({
    name: 'concentration',
    title: 'Concentration: each market’s share of the open amount',
    note: 'Above each bar the Herfindahl–Hirschman index (HHI) among its sellers: 1 when one seller owes all, near 0 when many owe little.',
    none: 'No credit is open.',
    sources: [source(CONCENTRATION, { currency, as_of }, { single: true })],
    follows: ['market'],
    rows: (answer) => ofMarket(answer.by_market).map((row) => ({ ...row, currency: answer.currency })),
    columns: [
      { key: 'market', label: 'Market' },
      { key: 'outstanding', label: 'Open amount', format: 'money' },
      { key: 'share', label: 'Share', format: 'percent' },
      { key: 'hhi', label: 'HHI', format: 'fine' },
    ],
    draw: (rows) => ({
      tooltip: { valueFormatter: format.percent },
      xAxis: names(rows.map((row) => row.market)),
      yAxis: shares(1),
      series: [bars('Share of the open amount', rows.map((row) => row.share), { label: { show: true, position: 'top', formatter: ({ dataIndex }) => `HHI ${format.fine(rows[dataIndex].hhi)}` } })],
    }),
    more: ({ hhi, top_10_share }) => hhi > 0 && [facts(['HHI, all sellers', format.fine(hhi)], ['Share of the ten largest', format.percent(top_10_share)])],
    left,
  });
}
