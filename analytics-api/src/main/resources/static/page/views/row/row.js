import { h } from '../../app/dom.js';
import { href } from '../../app/router.js';
import { heading } from '../../components/heading.js';
import { panel, source } from '../../components/panel.js';
import { empty } from '../../components/state.js';

export const named = true;

/** Where a row's versions are; the key of a row may hold slashes. */
export function rowAt(feed, key) {
  return href('row', { subject: `${feed}/${key}` });
}

export function show({ title, subject }, left) {
  const [feed, key] = (subject ?? '').split(/\/(.*)/s);
  if (!feed || !key) {
    return [heading(title, 'A load’s list of the rows that it changed leads here.'), empty('No row is chosen.')];
  }
  return [
    heading(`${feed} ${key}`, 'What this row was, load by load, and where each version comes from.'),
    ...(feed === 'sellers' ? [h('p', {}, h('a', { href: href('seller', { subject: key }) }, `The health of seller ${key}`))] : []),
    panel({
      name: 'versions',
      title: 'Versions, oldest first',
      note: 'Of the first version all columns, of each later one those that changed. A line is known from the loads on that kept it.',
      sources: [source(`/api/history/${encodeURIComponent(feed)}/${encodeURIComponent(key)}`, {}, { single: true })],
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

/** A version's changes, and its end if nothing came in its place. */
function changes(version) {
  const made = version.changes.map((change) => ({ ...version, ...change, was: version.before_kept ? change.was : 'not kept' }));
  return version.ended_as === 'removed' ? [...made, { load_id: version.ended_by, column: 'the whole row', was: null, became: 'removed' }] : made;
}
