import { rowsOf } from '../../app/api.js';
import { format, moneyIn, words } from '../../app/format.js';
import { heat, names } from '../../components/axes.js';
import { panel, source } from '../../components/panel.js';
import { BUCKETS, CLOSED } from './buckets.js';

const ROLL_RATES = '/api/analytics/portfolio/roll-rates';

/** A matrix: from which bucket to which, as a share with its amount. */
export function roll(dated, left) {
  return panel({
    name: 'roll-rates',
    title: 'Roll rates: where the open amount of each bucket went within a month',
    note: 'Between the last two month ends before the as-of date. A line is the bucket that the amount was in, its cells are where it was a month later.',
    none: 'No credit was open at the month end before last.',
    sources: [source(ROLL_RATES, dated)],
    rows: (answer) => rowsOf(answer).filter((row) => row.credits > 0),
    columns: [
      { key: 'from_bucket', label: 'From', value: (row) => words(row.from_bucket) },
      { key: 'to_bucket', label: 'To', value: (row) => words(row.to_bucket) },
      { key: 'credits', label: 'Credits', format: 'count' },
      { key: 'outstanding', label: 'Open amount', format: 'money' },
      { key: 'share', label: 'Share', format: 'percent' },
      { key: 'from_month_end', label: 'Month end' },
      { key: 'to_month_end', label: 'Next' },
    ],
    draw: (rows, colours) => {
      const from = BUCKETS.filter((bucket) => rows.some((row) => row.from_bucket === bucket));
      const to = [...BUCKETS, CLOSED];
      const money = moneyIn(rows[0].currency);
      return {
        tooltip: { trigger: 'item', formatter: ({ data: { row } }) => `From ${words(row.from_bucket).toLowerCase()} to ${words(row.to_bucket).toLowerCase()}\n${format.percent(row.share)}: ${money(row.outstanding)}\n${format.count(row.credits)} credits` },
        ...heat(colours, 1),
        xAxis: names(to.map(words), { name: `on ${rows[0].to_month_end}, from ${rows[0].from_month_end}`, position: 'bottom' }),
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
    left,
  });
}
