import { h } from '../../app/dom.js';
import { words } from '../../app/format.js';
import { href } from '../../app/router.js';
import { currency as currencyChoice, markets } from '../../components/choices.js';
import { choice, date } from '../../components/filter.js';
import { heading } from '../../components/heading.js';
import { cursor, pages } from '../../components/pages.js';
import { panel, source } from '../../components/panel.js';
import { rowAt, sellerLink } from '../../components/rows.js';
import { empty } from '../../components/state.js';

const PAGE = 50;

/** A column with the seller that a row is of. */
const SELLER = { key: 'seller_id', label: 'Seller', format: 'text', show: sellerLink };

/** Rows of the feed, whose key leads to their versions. */
const own = (feed, key, label) => ({ key, label, format: 'id', show: (row) => h('a', { href: rowAt(feed, row[key]) }, row[key]) });

/**
 * What rows can be listed: the endpoint, which of its filters it takes from the address besides the held ones, and columns.
 * What a chart's bar adds up is listed with the same filters.
 */
const LISTS = {
  __proto__: null,
  'open-credits': {
    title: 'Open credits',
    path: '/api/analytics/portfolio/open-credits',
    held: ['market', 'currency', 'as_of'],
    filters: ['bucket', 'seller_id'],
    columns: [
      own('credits', 'credit_id', 'Credit'),
      SELLER,
      { key: 'market', label: 'Market' },
      { key: 'status', label: 'Status' },
      { key: 'bucket', label: 'Bucket', value: ({ bucket }) => words(bucket) },
      { key: 'days_past_due', label: 'Days past due', format: 'count' },
      { key: 'due_date', label: 'Due', format: 'time' },
      { key: 'amount', label: 'Amount', format: 'money' },
      { key: 'outstanding', label: 'Outstanding', format: 'money', currency: ({ reported_currency }) => reported_currency },
    ],
  },
  credits: {
    title: 'Credits',
    path: '/api/credits',
    held: ['market'],
    filters: ['seller_id', 'status', 'issued_from', 'issued_to', 'due_from', 'due_to'],
    columns: [
      own('credits', 'credit_id', 'Credit'),
      SELLER,
      { key: 'amount', label: 'Amount', format: 'money' },
      { key: 'status', label: 'Status' },
      { key: 'issue_date', label: 'Issued', format: 'time' },
      { key: 'due_date', label: 'Due', format: 'time' },
    ],
  },
  sellers: {
    title: 'Sellers, as they were loaded',
    path: '/api/sellers',
    held: ['market'],
    filters: ['q', 'am_id', 'sam_id'],
    columns: [
      { key: 'seller_name', label: 'Seller', show: sellerLink },
      { key: 'market', label: 'Market' },
      { key: 'credit_limit', label: 'Credit limit', format: 'money', currency: ({ preferred_currency }) => preferred_currency },
      { key: 'signup_date', label: 'Signed up' },
      { key: 'am_id', label: 'Manager', format: 'id' },
      { key: 'sam_id', label: 'Senior manager', format: 'id' },
      { key: 'seller_id', label: 'Id', format: 'id' },
    ],
  },
  leads: {
    title: 'Leads',
    path: '/api/leads',
    held: ['market'],
    filters: ['seller_id', 'status', 'shipping_status', 'created_from', 'created_to'],
    columns: [
      own('leads', 'lead_id', 'Lead'),
      SELLER,
      { key: 'created_at', label: 'Created', format: 'time' },
      { key: 'amount', label: 'Amount', format: 'money' },
      { key: 'status', label: 'Status' },
      { key: 'shipping_status', label: 'Shipping' },
      { key: 'tracking_number', label: 'Tracking number' },
    ],
  },
  invoices: {
    title: 'Invoices',
    path: '/api/invoices',
    held: ['market'],
    filters: ['seller_id', 'period_from', 'period_to'],
    columns: [
      own('invoices', 'invoice_id', 'Invoice'),
      SELLER,
      { key: 'period_start', label: 'From' },
      { key: 'period_end', label: 'To' },
      { key: 'sales_amount', label: 'Sales', format: 'money' },
      { key: 'fees', label: 'Fees', format: 'money' },
      { key: 'credits_due', label: 'Credits due', format: 'money' },
      { key: 'from_balance', label: 'From balance', format: 'money' },
      { key: 'total', label: 'Total', format: 'money' },
    ],
  },
  'wallet-transactions': {
    title: 'Wallet transactions',
    path: '/api/wallet-transactions',
    held: ['market'],
    filters: ['seller_id', 'type', 'created_from', 'created_to'],
    columns: [
      own('wallet_transactions', 'transaction_id', 'Transaction'),
      SELLER,
      { key: 'type', label: 'Type' },
      { key: 'amount', label: 'Amount', format: 'money' },
      { key: 'created_at', label: 'At', format: 'time' },
    ],
  },
};

export const named = true;

export function chooses({ subject }) {
  const list = LISTS[subject];
  return list ? [...list.held, ...list.filters, 'after'] : [];
}

export function show({ title, subject, chosen }, left) {
  const list = LISTS[subject];
  if (!list) {
    return [heading(title, 'The rows behind a figure. A bar, a cell or a name leads here.'), empty(`No such rows. There are ${Object.keys(LISTS).join(', ')}.`)];
  }
  const controls = {
    market: () => choice('market', 'Market', chosen.market, markets()),
    currency: () => currencyChoice(chosen.currency),
    as_of: () => date('as_of', 'As of', chosen.as_of),
  };
  const filters = Object.fromEntries([...list.held, ...list.filters].map((name) => [name, chosen[name]]));
  const said = list.filters.filter((name) => chosen[name]).map((name) => `${words(name)} ${words(chosen[name])}`);
  return [
    heading(list.title, said.length > 0 ? `With ${said.join(', ')}.` : 'All rows that the filters leave.', list.held.map((name) => controls[name]())),
    ...(said.length > 0 ? [h('p', {}, h('a', { href: href('rows', { subject }) }, `All ${list.title.toLowerCase()}`))] : []),
    panel({
      name: subject,
      title: list.title,
      note: 'The first cell of a row leads to its versions: load, file, line and what changed.',
      none: 'There is no such row.',
      sources: [source(list.path, { ...filters, after: cursor(), limit: PAGE })],
      sort: {},
      columns: list.columns,
      more: (answer) => pages(answer, list.title.toLowerCase(), { size: PAGE }),
      left,
    }),
  ];
}
