import { forget, get } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { format, words } from '../../app/format.js';
import { again, href } from '../../app/router.js';
import { heading } from '../../components/heading.js';
import { mark } from '../../components/mark.js';
import { panel, source } from '../../components/panel.js';
import { prose } from '../../components/text.js';
import { running } from '../loads/running.js';
import { SERVICE, sentence, standing, unfinished } from './standing.js';

/** Milliseconds between two looks whether anything has changed. */
const EVERY = 10_000;

export function show({ title }, left) {
  const service = source(SERVICE, {}, { single: true });
  follow(left);
  return [
    heading(title, 'What `credit run` does with what arrives, how its inbox and its deadline stand, and what somebody has to see to. Nothing is changed from here.'),
    panel({
      name: 'services',
      title: 'The service and its inbox',
      note: 'Extracts are loaded when they are complete, the oldest name first.',
      none: 'No service has worked with this database yet. `credit run --init` writes a file with its settings, `credit run` starts it.',
      sources: [service],
      rows: ({ services }) => services,
      sort: {},
      columns: [
        { key: 'inbox', label: 'Inbox', show: (row) => h('span', { title: `on ${row.host}` }, row.inbox) },
        { key: 'status', label: 'Status', value: standing, show: (row) => mark(standing(row)) },
        { key: 'says', label: 'Says', format: 'long', value: sentence, show: (row) => prose([sentence(row), row.obstacle && `${row.obstacle}.`].filter(Boolean).join(' ')) },
        { key: 'complete', label: 'Waiting', format: 'count' },
        { key: 'arriving', label: 'Arriving', format: 'count' },
        { key: 'deadline', label: 'Next deadline (UTC)', format: 'time' },
        { key: 'late_since', label: 'Late since (UTC)', format: 'time' },
      ],
      wide: true,
      left,
    }),
    running(left),
    panel({
      name: 'events',
      title: 'What somebody had to know',
      note: 'Newest first, with what to do next.',
      none: 'Nothing went wrong so far.',
      sources: [service],
      rows: ({ events }) => events,
      sort: {},
      columns: [
        { key: 'about', label: 'About', show: (row) => (row.load_id === null ? row.about : h('a', { href: href('loads', { subject: row.load_id }) }, row.about)) },
        { key: 'kind', label: 'What', show: (row) => mark(row.kind) },
        { key: 'happened_at', label: 'When (UTC)', format: 'time' },
        { key: 'reasons', label: 'Why', format: 'long', value: ({ reasons }) => reasons.join(' '), show: ({ reasons }) => prose(reasons.join(' ')) },
        { key: 'next_step', label: 'Next', format: 'long', show: (row) => prose(format.text(row.next_step)) },
      ],
      wide: true,
      high: true,
      left,
    }),
    panel({
      name: 'jobs',
      title: 'What runs, waits or was stopped',
      none: 'Nothing runs, and nothing waits.',
      sources: [service],
      rows: unfinished,
      sort: {},
      columns: jobColumns('requested_at', 'Asked for (UTC)'),
      wide: true,
      left,
    }),
    panel({
      name: 'ended',
      title: 'The last jobs',
      note: 'Newest first.',
      none: 'None has ended yet.',
      sources: [service],
      rows: ({ ended }) => ended,
      sort: {},
      columns: jobColumns('ended_at', 'Ended (UTC)'),
      wide: true,
      high: true,
      left,
    }),
  ];
}

function jobColumns(time, label) {
  return [
    { key: 'job_id', label: 'Job', format: 'id', show: (row) => `Job ${row.job_id}` },
    { key: 'kind', label: 'What', show: (row) => `${words(row.kind.toLowerCase())}${row.directory === null ? '' : ` of ${row.directory.split(/[\\/]/).at(-1)}`}` },
    { key: 'origin', label: 'From', show: (row) => (row.origin === 'HTTP' ? 'HTTP' : words(row.origin.toLowerCase())) },
    { key: 'status', label: 'Status', show: (row) => mark(row.status) },
    { key: time, label, format: 'time' },
    { key: 'load_id', label: 'Load', format: 'id', show: (row) => (row.load_id === null ? format.id(null) : h('a', { href: href('loads', { subject: row.load_id }) }, `Load ${row.load_id}`)) },
    { key: 'message', label: 'Says', format: 'long', show: (row) => prose(format.text(row.message)) },
  ];
}

/** Has the view drawn again when there is something new to read, or somebody has fallen silent. */
function follow(left) {
  let known = null;
  const look = async () => {
    try {
      forget();
      const answer = await get(SERVICE);
      const seen = JSON.stringify([answer.services.map((service) => ({ ...service, alive_until: standing(service) })), answer.jobs, answer.ended, answer.events]);
      if (known !== null && known !== seen && !left.aborted) {
        again();
        return;
      }
      known = seen;
    } catch {
      // The panels tell that the server is away; the next look may find it again.
    }
    if (!left.aborted) {
      const next = setTimeout(look, EVERY);
      left.addEventListener('abort', () => clearTimeout(next));
    }
  };
  get(SERVICE).catch(() => null).then(look);
}
