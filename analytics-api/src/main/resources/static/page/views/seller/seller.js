import { everyRow, get } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { counted, format, moneyIn, words } from '../../app/format.js';
import { href } from '../../app/router.js';
import { bars, line, names } from '../../components/axes.js';
import { currency } from '../../components/choices.js';
import { heading } from '../../components/heading.js';
import { mark } from '../../components/mark.js';
import { panel, source } from '../../components/panel.js';
import { rowAt, rowsAt } from '../../components/rows.js';
import { notices } from '../../components/notices.js';
import { empty, filled, known } from '../../components/state.js';
import { amount, facts, tile, tiles } from '../../components/tile.js';
import { unlessNoRun } from '../quality/runs.js';
import { credits } from './credits.js';
import { past } from './past.js';
import { rates } from './rates.js';
import { score } from './score.js';

export const chooses = ['currency'];

export const named = true;

const LEADS = '/api/leads';
const HEALTH = '/api/analytics/seller-health/{seller_id}';
const ISSUES = '/api/data-quality/issues';
const WALLET = '/api/wallet-transactions';
const OPEN_CREDITS = '/api/analytics/portfolio/open-credits';

export function show({ title, subject, chosen }, left) {
  if (!subject) {
    return [heading(title, 'Choose one in the list of sellers.'), empty('No seller is chosen.')];
  }
  const healthPath = HEALTH.replace('{seller_id}', encodeURIComponent(subject));
  const head = heading(`Seller ${subject}`, 'What its score is made of, and what the score rests on.', currency(chosen.currency));
  return [
    head,
    // First whether there is such a seller: one problem is told better than six.
    filled(h('div', { class: 'stack', id: 'seller' }), async () => {
      const said = notices();
      const health = await get(healthPath, { currency: chosen.currency });
      const [row, open] = await Promise.all([get(`/api/sellers/${encodeURIComponent(subject)}`), everyRow(OPEN_CREDITS, { seller_id: subject, currency: chosen.currency })]);
      said.missing(health.missing_rates);
      // No markup keeps a name apart in the window's title.
      document.title = `${health.seller_name.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '')} · Credit management`;
      head.querySelector('h1').replaceChildren(h('bdi', {}, health.seller_name), ` (seller ${health.seller_id})`);
      return [
        ...figures(health, row, owed(open)),
        h('div', { class: 'columns pairs' }, score(healthPath, chosen.currency, left), past(subject, healthPath, chosen.currency, left), wallet(subject, left), credits(subject, chosen.currency, left), leads(subject, left), issues(subject, left)),
      ];
    }),
  ];
}

/**
 * What the seller owes now, in the reporting currency and in cents while it is summed, what of it is overdue, and for how many
 * days. Of credits that all lack a rate nothing is known; where there is none, nothing is owed.
 */
function owed(credits) {
  const sum = (rows) => {
    const converted = rows.filter(({ outstanding }) => outstanding !== null);
    return rows.length > 0 && converted.length === 0 ? null : converted.reduce((cents, { outstanding }) => cents + Math.round(outstanding * 100), 0) / 100;
  };
  const late = credits.filter(({ days_past_due }) => days_past_due > 0);
  return { exposure: sum(credits), overdue: sum(late), credits: credits.length, oldest: Math.max(0, ...late.map(({ days_past_due }) => days_past_due)) };
}

/** The score's figures, in the seller's preferred currency, and beneath them its amounts in the reporting currency. */
function figures(health, { market, am_id, signup_date, credit_limit }, owes) {
  const { seller_id, health_score, risk_level, metrics, currency, reported, missing_rates, judged_credits, leads } = health;
  const { reliability, conversion, utilization, open } = rates(health);
  const { current_balance, avg_weekly_change, trend } = metrics.wallet_health;
  const own = moneyIn(currency);
  // The missing rates are those of all its amounts together; what is nothing in any currency lacks none.
  const converted = (value, isNone = false) => moneyIn(reported.currency)(isNone ? value : known(value, { currency: reported.currency, missing_rates }));
  return [
    tiles(
      tile('Health score', format.count(health_score), { path: HEALTH, note: 'of 100' }),
      tile('Risk', mark(risk_level), { path: HEALTH }),
      tile('Exposure', amount(owes.exposure, reported.currency), { path: OPEN_CREDITS, note: counted(owes.credits, 'open credit') }),
      tile('Overdue', amount(owes.overdue, reported.currency), { path: OPEN_CREDITS, note: owes.oldest > 0 ? `for up to ${counted(owes.oldest, 'day')}` : 'nothing is late' }),
      tile('Utilization', format.percent(utilization), { path: HEALTH, note: `open: ${format.percent(open)}${open > 1 ? ', over the limit' : ''}` }),
      tile('Payment reliability', format.percent(reliability), { path: HEALTH, note: `of ${counted(judged_credits, 'credit')} not cancelled` }),
      tile('Lead conversion', format.percent(conversion), { path: HEALTH, note: `of ${counted(leads, 'lead')}` }),
      tile('Wallet balance', amount(current_balance, currency), { path: HEALTH, note: `${words(trend)}, ${own(avg_weekly_change)} a week` }),
    ),
    facts(
      ['Market', h('a', { href: href('sellers', { market }) }, market)],
      ['Account manager', h('a', { href: href('sellers', { am_id }) }, am_id)],
      ['Signed up', signup_date],
      ['Open credits', h('a', { href: rowsAt('open-credits', { seller_id, market: null }) }, format.count(owes.credits))],
      ['Preferred currency', currency],
      [currency === reported.currency ? 'Credit limit' : `Reported in ${reported.currency}: credit limit`, converted(reported.credit_limit, credit_limit === 0)],
      ['Issued credit', converted(reported.issued, judged_credits === 0)],
      ['Open credit', converted(reported.outstanding)],
      // The tile has these in the seller's own currency.
      ...(currency === reported.currency ? [] : [['Wallet balance', converted(reported.current_balance)], ['Wallet, a week', converted(reported.avg_weekly_change)]]),
    ),
  ];
}

function wallet(subject, left) {
  return panel({
    name: 'wallet',
    title: 'Wallet balance over time',
    note: 'The balance after each day with a movement. What moved in another currency than the preferred one is not converted here, and has its own line.',
    none: 'The wallet has not moved yet.',
    sources: [source(WALLET, { seller_id: subject }, { label: 'movements', all: true }), source(`/api/sellers/${encodeURIComponent(subject)}`, {}, { label: 'seller', single: true })],
    rows: (movements, seller) => [...Map.groupBy(movements, ({ currency }) => currency)].flatMap(([currency, moved]) => balances(moved, currency, currency === seller.preferred_currency ? seller.initial_wallet : 0)),
    to: ({ day }) => rowsAt('wallet-transactions', { seller_id: subject, created_from: day, created_to: day, market: null }),
    columns: [
      { key: 'day', label: 'Day' },
      { key: 'change', label: 'Change', format: 'money' },
      { key: 'balance', label: 'Balance', format: 'money' },
    ],
    draw: (rows) => ({
      legend: {},
      tooltip: { valueFormatter: format.money },
      xAxis: { type: 'time' },
      yAxis: { type: 'value', scale: true, axisLabel: { formatter: format.short } },
      series: [...Map.groupBy(rows, (row) => row.currency)].map(([currency, ofCurrency]) => line(`Balance in ${currency}`, ofCurrency.map((row) => [row.day, row.balance]), { step: 'end', showSymbol: ofCurrency.length === 1 })),
    }),
    wide: true,
    high: true,
    left,
  });
}

/** The balance after each day, in cents while it is summed, so that no fraction is lost. */
function balances(movements, currency, initial) {
  const days = Map.groupBy(movements, (movement) => movement.created_at.slice(0, 10));
  let cents = Math.round(initial * 100);
  return [...days].toSorted(([one], [other]) => one.localeCompare(other)).map(([day, ofDay]) => {
    const change = ofDay.reduce((sum, { type, amount }) => sum + (type === 'deposit' ? 1 : -1) * Math.round(amount * 100), 0);
    cents += change;
    return { day, currency, change: change / 100, balance: cents / 100 };
  });
}

function leads(subject, left) {
  return panel({
    name: 'leads',
    title: 'Leads by week',
    note: 'Weeks begin on Monday. Confirmed leads are orders.',
    none: 'This seller has brought no lead.',
    sources: [source(LEADS, { seller_id: subject }, { all: true })],
    rows: (rows) => weekly(rows),
    to: ({ week }) => rowsAt('leads', { seller_id: subject, created_from: week, created_to: dayAfter(week, 6), market: null }),
    columns: [
      { key: 'week', label: 'Week of' },
      { key: 'leads', label: 'Leads', format: 'count' },
      { key: 'confirmed', label: 'Confirmed', format: 'count' },
    ],
    draw: (rows, { dim }) => ({
      legend: {},
      xAxis: names(rows.map((row) => row.week)),
      yAxis: { type: 'value', name: 'leads', minInterval: 1 },
      series: [bars('Confirmed', rows.map((row) => row.confirmed), { stack: 'leads' }), bars('Other', rows.map((row) => row.leads - row.confirmed), { stack: 'leads', color: dim })],
    }),
    wide: true,
    high: true,
    left,
  });
}

/** A day so many days later. */
function dayAfter(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
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
    name: 'issues',
    title: 'Quality issues on this seller’s rows',
    none: unlessNoRun('The newest quality run found no issue on this seller’s rows. `credit check` makes another run.'),
    sources: [source(ISSUES, { seller_id: subject, limit: 1000 })],
    columns: [
      { key: 'rule', label: 'Rule', show: (row) => h('a', { href: href('quality', { rule: row.rule }) }, row.rule) },
      { key: 'severity', label: 'Severity', show: (row) => mark(row.severity) },
      { key: 'entity', label: 'Entity' },
      { key: 'entity_key', label: 'Row', show: (row) => h('a', { href: rowAt(row.entity, row.entity_key) }, row.entity_key) },
      { key: 'reason', label: 'Reason', format: 'long' },
    ],
    wide: true,
    high: true,
    left,
  });
}
