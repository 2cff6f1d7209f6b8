import { get } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { href } from '../../app/router.js';
import { heading } from '../../components/heading.js';
import { panel, source } from '../../components/panel.js';
import { rowAt } from '../../components/rows.js';
import { empty, filled } from '../../components/state.js';

export const named = true;

/** Columns that name a row of a feed, with the word for it and where that row is. */
const PARENTS = {
  seller_id: { feed: 'sellers', word: 'Seller', to: (id) => href('seller', { subject: id }) },
  credit_id: { feed: 'credits', word: 'Credit', to: (id) => rowAt('credits', id) },
  invoice_id: { feed: 'invoices', word: 'Invoice', to: (id) => rowAt('invoices', id) },
  am_id: { feed: 'account_managers', word: 'Account manager', to: (id) => rowAt('account_managers', id) },
  sam_id: { feed: 'senior_account_managers', word: 'Senior account manager', to: (id) => rowAt('senior_account_managers', id) },
};

/** Where the seller of a row stands that does not name it itself. */
const OF_SELLERS = { credit_id: '/api/credits/', invoice_id: '/api/invoices/' };

export function show({ title, subject }, left) {
  const [feed, key] = (subject ?? '').split(/\/(.*)/s);
  if (!feed || !key) {
    return [heading(title, 'A load’s list of the rows that it changed leads here.'), empty('No row is chosen.')];
  }
  const history = source(`/api/history/${encodeURIComponent(feed)}/${encodeURIComponent(key)}`, {}, { single: true });
  return [
    heading(`${feed} ${key}`, 'What this row was, load by load, and where each version comes from.'),
    filled(h('div', { id: 'related' }), async () => related(feed, await history.ask())),
    panel({
      name: 'versions',
      title: 'Versions, oldest first',
      note: 'Of the first version all columns, of each later one those that changed. A line is known from the loads on that kept it.',
      sources: [history],
      rows: ({ versions }) => versions.flatMap(changes),
      sort: {},
      columns: [
        { key: 'column', label: 'Column' },
        { key: 'was', label: 'Was' },
        { key: 'became', label: 'Became' },
        { key: 'load_id', label: 'Load', format: 'id', show: ({ load_id }) => h('a', { href: href('loads', { subject: load_id }) }, `Load ${load_id}`) },
        { key: 'published_at', label: 'Published (UTC)', format: 'time' },
        { key: 'file', label: 'File' },
        { key: 'line', label: 'Line', format: 'id' },
      ],
      wide: true,
      left,
    }),
  ];
}

/** The rows that this one belongs to, its seller first, whether it names that itself or another row does. */
async function related(feed, { versions }) {
  const values = Object.fromEntries(versions.flatMap((version) => version.changes).filter(({ became }) => became !== null).map(({ column, became }) => [column, became]));
  const parents = Object.entries(PARENTS).filter(([column, parent]) => column in values && (parent.feed !== feed || column === 'seller_id'));
  const through = parents.map(([column]) => column).find((column) => column in OF_SELLERS);
  if (!('seller_id' in values) && through && !versions.at(-1).ended_by) {
    values.seller_id = (await get(`${OF_SELLERS[through]}${encodeURIComponent(values[through])}`)).seller_id;
    parents.unshift(['seller_id', PARENTS.seller_id]);
  }
  return parents.length === 0 ? [] : h('p', { class: 'related' }, 'Belongs to: ', parents.flatMap(([column, { word, to }], index) => [index > 0 ? ', ' : null, h('a', { href: to(values[column]) }, `${word} ${values[column]}`)]));
}

/** A version's changes, and its end if nothing came in its place. */
function changes(version) {
  const made = version.changes.map((change) => ({ ...version, ...change, was: version.before_kept ? change.was : 'not kept' }));
  return version.ended_as === 'removed' ? [...made, { load_id: version.ended_by, column: 'the whole row', was: null, became: 'removed' }] : made;
}
