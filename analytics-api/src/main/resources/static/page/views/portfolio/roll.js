import { h } from '../../app/dom.js';
import { format, moneyIn, words } from '../../app/format.js';
import { heat, names } from '../../components/axes.js';
import { choice } from '../../components/filter.js';
import { panel, source } from '../../components/panel.js';
import { rowsAt } from '../../components/rows.js';
import { BUCKETS, CLOSED } from './buckets.js';

const ROLL_MATRIX = '/api/analytics/portfolio/roll-matrix';

/** Over how many months the matrix can be, as the address says it. */
const MONTHS = [['', 'The last month'], ['3', 'Mean of the last 3'], ['6', 'Mean of the last 6']];

/** A matrix: from which bucket to which, as a share with its amount. */
export function roll(dated, months, left) {
  return panel({
    name: 'roll-rates',
    title: 'Roll rates: where the open amount of each bucket went within a month',
    note: 'A line is the bucket that the amount was in at a month end, its cells are where it was a month later. A cell of the last month leads to the credits that were in its line’s bucket.',
    none: 'No credit was open at the beginning of these months.',
    sources: [source(ROLL_MATRIX, dated, { all: true })],
    rows: (cells) => cells.filter((cell) => String(cell.months) === (months ?? '1') && (cell.outstanding > 0 || cell.share > 0)),
    to: (row) => (row.months === 1 ? rowsAt('open-credits', { as_of: row.from_month_end, bucket: row.from_bucket }) : null),
    columns: [
      { key: 'from_bucket', label: 'From', value: (row) => words(row.from_bucket) },
      { key: 'to_bucket', label: 'To', value: (row) => words(row.to_bucket) },
      { key: 'outstanding', label: 'Mean amount a month', format: 'money' },
      { key: 'share', label: 'Share', format: 'percent' },
      { key: 'months_with_amount', label: 'Months with such an amount', format: 'count' },
      { key: 'from_month_end', label: 'From' },
      { key: 'to_month_end', label: 'To' },
    ],
    draw: (rows, colours) => {
      const from = BUCKETS.filter((bucket) => rows.some((row) => row.from_bucket === bucket));
      const to = [...BUCKETS, CLOSED];
      const money = moneyIn(rows[0].currency);
      return {
        tooltip: { trigger: 'item', formatter: ({ data: { row } }) => `From ${words(row.from_bucket).toLowerCase()} to ${words(row.to_bucket).toLowerCase()}\n${format.percent(row.share)}: ${money(row.outstanding)} a month` },
        ...heat(colours, 1),
        xAxis: names(to.map(words), { name: `on ${rows[0].to_month_end}, from ${rows[0].from_month_end}; amounts in ${rows[0].currency}`, position: 'bottom' }),
        yAxis: names(from.map((bucket) => `From ${words(bucket).toLowerCase()}`), { inverse: true }),
        series: [
          {
            type: 'heatmap',
            data: rows.map((row) => ({ value: [to.indexOf(row.to_bucket), from.indexOf(row.from_bucket), row.share], row })),
            label: { show: true, formatter: ({ data: { row } }) => `${format.percent(row.share)}\n${format.short(row.outstanding)}` },
          },
        ],
      };
    },
    cells: () => 2 * (BUCKETS.length + 1), // a share and an amount in each
    more: () => h('div', { class: 'filters' }, choice('months', 'Over', months, MONTHS)),
    left,
  });
}
