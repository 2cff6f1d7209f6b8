import { get, rowsOf } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { format, words } from '../../app/format.js';
import { href } from '../../app/router.js';
import { amounts, bars, line, names } from '../../components/axes.js';
import { heading } from '../../components/heading.js';
import { mark } from '../../components/mark.js';
import { panel, source } from '../../components/panel.js';
import { empty, filled } from '../../components/state.js';
import { tile, tiles } from '../../components/tile.js';
import { credits } from './credits.js';
import { score } from './score.js';

export const title = 'Seller';

const ISSUES = '/api/data-quality/issues';
const LEADS = '/api/leads';
const WALLET = '/api/wallet-transactions';

export function show({ subject }, left) {
  if (!subject) {
    return [heading(title, 'Choose one in the list of sellers.'), empty('No seller is chosen.')];
  }
  const healthPath = `/api/analytics/seller-health/${encodeURIComponent(subject)}`;
  const head = heading(`Seller ${subject}`, 'What its score is made of, and what the score rests on.');
  return [
    head,
    // First whether there is such a seller: one problem is told better than six.
    filled(h('div', { class: 'stack' }), async () => {
      const health = await get(healthPath);
      document.title = `${health.seller_name} · Credit management`;
      head.querySelector('h1').textContent = `${health.seller_name} (seller ${health.seller_id})`;
      return [
        figures(health),
        h('div', { class: 'columns' }, score(healthPath, left), wallet(subject, left), credits(subject, left), leads(subject, left), issues(subject, left)),
      ];
    }),
  ];
}

function figures({ health_score, risk_level, metrics }) {
  const { current_balance, avg_weekly_change, trend } = metrics.wallet_health;
  const path = '/api/analytics/seller-health/{seller_id}';
  return tiles(
    tile('Health score', format.count(health_score), { path, note: 'of 100' }),
    tile('Risk', mark(risk_level), { path }),
    tile('Utilization', format.percent(metrics.credit_utilization_rate), { path, note: `open: ${format.percent(metrics.outstanding_utilization_rate)}` }),
    tile('Payment reliability', format.percent(metrics.payment_reliability_score), { path }),
    tile('Lead conversion', format.percent(metrics.lead_conversion_rate), { path }),
    tile('Wallet balance', format.money(current_balance), { path, note: `${words(trend)}, ${format.money(avg_weekly_change)} a week` }),
  );
}

function wallet(subject, left) {
  return panel({
    title: 'Wallet balance over time',
    note: 'The balance after each day with a movement.',
    none: 'The wallet has not moved yet.',
    sources: [source(WALLET, { seller_id: subject }, { label: 'movements', all: true }), source(`/api/sellers/${encodeURIComponent(subject)}`, {}, { label: 'seller', single: true })],
    rows: (movements, seller) => balances(movements, seller.initial_wallet),
    columns: [
      { key: 'day', label: 'Day' },
      { key: 'change', label: 'Change', format: 'money' },
      { key: 'balance', label: 'Balance', format: 'money' },
    ],
    draw: (rows) => ({
      tooltip: { valueFormatter: format.money },
      xAxis: { type: 'time' },
      yAxis: { ...amounts, scale: true },
      series: [line('Balance', rows.map((row) => [row.day, row.balance]), { step: 'end', showSymbol: false })],
    }),
    high: true,
    left,
  });
}

/** The balance after each day, in cents while it is summed, so that no fraction is lost. */
function balances(movements, initial) {
  const days = Map.groupBy(movements, (movement) => movement.created_at.slice(0, 10));
  let cents = Math.round(initial * 100);
  return [...days].toSorted(([one], [other]) => one.localeCompare(other)).map(([day, ofDay]) => {
    const change = ofDay.reduce((sum, { type, amount }) => sum + (type === 'deposit' ? 1 : -1) * Math.round(amount * 100), 0);
    cents += change;
    return { day, change: change / 100, balance: cents / 100 };
  });
}

function leads(subject, left) {
  return panel({
    title: 'Leads by week',
    note: 'Weeks begin on Monday. Confirmed leads are orders.',
    none: 'This seller has brought no lead.',
    sources: [source(LEADS, { seller_id: subject }, { all: true })],
    rows: (rows) => weekly(rows),
    columns: [
      { key: 'week', label: 'Week of' },
      { key: 'leads', label: 'Leads', format: 'count' },
      { key: 'confirmed', label: 'Confirmed', format: 'count' },
    ],
    draw: (rows, { dim }) => ({
      legend: {},
      xAxis: names(rows.map((row) => row.week)),
      yAxis: { type: 'value', minInterval: 1 },
      series: [bars('Confirmed', rows.map((row) => row.confirmed), { stack: 'leads' }), bars('Other', rows.map((row) => row.leads - row.confirmed), { stack: 'leads', color: dim })],
    }),
    wide: true,
    high: true,
    left,
  });
}

/** Counts by week, with the weeks in between in which nothing came. */
function weekly(rows) {
  const weeks = new Map();
  const WEEK = 7 * 86_400_000;
  const monday = (timestamp) => {
    const day = Date.parse(`${timestamp.slice(0, 10)}T00:00:00Z`);
    return day - ((new Date(day).getUTCDay() + 6) % 7) * 86_400_000;
  };
  const mondays = rows.map((row) => monday(row.created_at));
  for (let week = Math.min(...mondays); week <= Math.max(...mondays); week += WEEK) {
    weeks.set(week, { week: new Date(week).toISOString().slice(0, 10), leads: 0, confirmed: 0 });
  }
  rows.forEach((row, index) => {
    const week = weeks.get(mondays[index]);
    week.leads += 1;
    week.confirmed += row.status === 'Confirmed' ? 1 : 0;
  });
  return [...weeks.values()];
}

function issues(subject, left) {
  return panel({
    title: 'Quality issues on this seller’s rows',
    none: 'The newest quality run found no issue on this seller’s rows. `credit check` makes another run.',
    sources: [source(ISSUES, { seller_id: subject, limit: 1000 })],
    columns: [
      { key: 'rule', label: 'Rule', show: (row) => h('a', { href: href('quality', { rule: row.rule }) }, row.rule) },
      { key: 'severity', label: 'Severity', show: (row) => mark(row.severity) },
      { key: 'entity', label: 'Entity' },
      { key: 'entity_key', label: 'Row' },
      { key: 'reason', label: 'Reason', format: 'long' },
    ],
    wide: true,
    high: true,
    left,
  });
}
