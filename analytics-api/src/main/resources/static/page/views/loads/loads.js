import { h } from '../../app/dom.js';
import { format } from '../../app/format.js';
import { href } from '../../app/router.js';
import { heading } from '../../components/heading.js';
import { mark } from '../../components/mark.js';
import { cursor, pages } from '../../components/pages.js';
import { panel, source } from '../../components/panel.js';
import { COUNTS, LOADS } from './counts.js';
import { report } from './report.js';
import { running } from './running.js';

const PAGE = 50;

export const chooses = ['after', 'after_changes', 'feed'];

export const named = true;

export function show({ title, subject, chosen }, left) {
  return [
    heading(subject ? `Load ${subject}` : title, 'What came in when, and what became of its rows. `credit import DIR` loads an extract.'),
    h('p', { class: 'lead' }, h('a', { href: href('service') }, 'What the service does by itself'), ': its inbox, its jobs, its deadline, and what went wrong.'),
    running(left),
    ...(subject ? report(subject, chosen.feed, left) : []),
    panel({
      name: 'loads',
      title: 'Loads, newest first',
      note: 'Choose one to see its feeds and why rows were rejected.',
      none: 'No load yet. `credit import DIR` makes one.',
      sources: [source(LOADS, { after: cursor(), limit: PAGE })],
      sort: {},
      columns: [
        { key: 'load_id', label: 'Load', format: 'id', show: (row) => h('a', { href: href('loads', { subject: row.load_id, after: chosen.after }), 'aria-current': String(row.load_id) === subject ? 'true' : null }, `Load ${row.load_id}`) },
        { key: 'status', label: 'Status', show: (row) => mark(row.status) },
        { key: 'directory', label: 'Folder', show: (row) => h('span', { title: row.directory }, row.directory.split(/[\\/]/).at(-1)) },
        { key: 'started_at', label: 'Started (UTC)', format: 'time' },
        { key: 'published_at', label: 'Published (UTC)', format: 'time' },
        { key: 'duration_ms', label: 'Took', format: 'duration' },
        ...COUNTS.filter(({ key }) => key !== 'rounded' && key !== 'still_referenced').map((column) => ({ ...column, show: (row) => format.count(row.totals[column.key]) })),
      ],
      more: (answer) => pages(answer, 'loads', { size: PAGE }),
      left,
    }),
  ];
}
