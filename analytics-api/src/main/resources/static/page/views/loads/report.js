import { h } from '../../app/dom.js';
import { format } from '../../app/format.js';
import { get, rowsOf } from '../../app/api.js';
import { href } from '../../app/router.js';
import { bars, names } from '../../components/axes.js';
import { mark } from '../../components/mark.js';
import { cursor, pages } from '../../components/pages.js';
import { panel, source } from '../../components/panel.js';
import { filled, said } from '../../components/state.js';
import { rowAt } from '../../components/rows.js';
import { COUNTS, LOADS } from './counts.js';

const PAGE = 50;

const CHANGES = '/api/changes';

/** The report of one load: its feeds, why rows were rejected, and which rows are not as they were before. */
export function report(subject, feed, left) {
  const from = source(`${LOADS}/${encodeURIComponent(subject)}`, {}, { single: true });
  return [
    filled(h('div', { id: 'load-says' }), async () => {
      const { status, message } = await from.ask();
      return message ? said(`Load ${subject} ${status === 'FAILED' ? 'failed' : 'says'}`, message) : [];
    }),
    panel({
      name: 'feeds',
      title: `Load ${subject}: what became of each feed’s rows`,
      note: 'Read rows are the sum of those up to the rejected; rounded counts amounts that had more than two decimals. Removed are known rows that a complete feed no longer brought; those that others still refer to stay.',
      none: 'This load has not reached its first feed yet.',
      sources: [from],
      rows: (load) => load.feeds,
      to: (row) => (changed(row) > 0 ? href('loads', { subject, feed: row.feed }) : null),
      columns: [{ key: 'feed', label: 'Feed' }, ...COUNTS],
      left,
    }),
    filled(h('div', { id: 'load-staged' }), async () => {
      const { parts } = await from.ask();
      return parts.length === 0 ? [] : staged(subject, from, left);
    }),
    panel({
      name: 'rejected',
      title: `Load ${subject}: rejected rows by reason`,
      note: 'A row with several reasons counts under each. `credit rejects` gives the rows themselves, to be corrected and imported.',
      none: 'No row was rejected.',
      sources: [from],
      rows: (load) => load.feeds.flatMap(({ feed, rejections }) => rejections.map((rejection) => ({ feed, ...rejection }))),
      columns: [
        { key: 'feed', label: 'Feed' },
        { key: 'code', label: 'Code' },
        { key: 'column', label: 'Column' },
        { key: 'count', label: 'Rows', format: 'count' },
      ],
      draw: (rows) => ({
        tooltip: { valueFormatter: format.count },
        xAxis: { type: 'value', minInterval: 1 },
        yAxis: names(rows.map(({ feed, code, column }) => `${feed}${column ? `.${column}` : ''}: ${code}`), { inverse: true }),
        series: [bars('Rows', rows.map((row) => row.count), { label: { show: true, position: 'right' } })],
      }),
      perRow: true,
      left,
    }),
    filled(h('div', { id: 'load-changed' }), async () => {
      const loads = rowsOf(await get(LOADS, { limit: 1000 })).filter(isPublished);
      const load = loads.find(({ load_id }) => String(load_id) === subject);
      return load === undefined ? [] : changes(load, loads.find(({ load_id }) => load_id < load.load_id), feed, left);
    }),
  ];
}

/** Whether a load's rows are visible, or were until the next load. */
export function isPublished({ status, published_at }) {
  return status === 'COMPLETED' && published_at !== null;
}

/** How many rows of a feed are not as they were before the load. */
function changed({ inserted, updated, removed }) {
  return inserted + updated + (removed ?? 0);
}

/** Who is at which part of a load that several workers stage. */
function staged(subject, from, left) {
  return panel({
    name: 'parts',
    title: `Load ${subject}: parts that workers stage`,
    note: 'Files are staged in parts by several workers. A part that was given back, with the reason, is for the next worker.',
    sources: [from],
    rows: (load) => load.parts,
    columns: [
      { key: 'feed', label: 'Feed' },
      { key: 'part', label: 'Part', format: 'id' },
      { key: 'state', label: 'State', show: (row) => mark(row.state) },
      { key: 'worker', label: 'Worker' },
      { key: 'read', label: 'Rows', format: 'count' },
      { key: 'tries', label: 'Tries', format: 'count' },
      { key: 'changed_at', label: 'Last sign (UTC)', format: 'time' },
      { key: 'message', label: 'Given back because' },
    ],
    left,
  });
}

function changes({ load_id, feeds }, before, feed, left) {
  const total = feeds.filter((one) => !feed || one.feed === feed).reduce((sum, one) => sum + changed(one), 0);
  return panel({
    name: 'changes',
    title: `Load ${load_id}: rows that it changed${feed ? ` in ${feed}` : ''}`,
    note: `Against ${before ? `load ${before.load_id}` : 'an empty database'}. Choose a row to see its versions.`,
    none: 'It changed no row.',
    sources: [source(CHANGES, { load: load_id, since_load: before?.load_id, feed, after: cursor('after_changes'), limit: PAGE })],
    sort: {},
    columns: [
      { key: 'feed', label: 'Feed' },
      { key: 'key', label: 'Row', show: ({ feed, key }) => h('a', { href: rowAt(feed, key) }, key) },
      { key: 'change', label: 'Change', show: ({ change }) => mark(change) },
      { key: 'line', label: 'Line', format: 'id' },
    ],
    more: (answer) => pages(answer, 'changed rows', { size: PAGE, parameter: 'after_changes', total }),
    wide: true,
    high: true,
    left,
  });
}
