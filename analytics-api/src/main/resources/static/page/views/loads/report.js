import { h } from '../../app/dom.js';
import { format } from '../../app/format.js';
import { bars, names } from '../../components/axes.js';
import { panel, source } from '../../components/panel.js';
import { filled, problem } from '../../components/state.js';
import { COUNTS, LOADS } from './counts.js';

/** The report of one load: its feeds, and why rows were rejected. */
export function report(subject, left) {
  const from = source(`${LOADS}/${encodeURIComponent(subject)}`, {}, { single: true });
  return [
    filled(h('div'), async () => {
      const { status, message } = await from.ask();
      return message ? problem({ title: `Load ${subject} ${status === 'FAILED' ? 'failed' : 'says'}`, detail: message }) : [];
    }),
    panel({
      title: `Load ${subject}: what became of each feed’s rows`,
      note: 'Read rows are the sum of those up to the rejected; rounded counts amounts that had more than two decimals. Removed are known rows that a complete feed no longer brought; those that others still refer to stay.',
      none: 'This load has not reached its first feed yet.',
      sources: [from],
      rows: (load) => load.feeds,
      columns: [{ key: 'feed', label: 'Feed' }, ...COUNTS],
      left,
    }),
    panel({
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
  ];
}
