import { rowsOf } from '../../app/api.js';
import { counted, format, moneyIn, words } from '../../app/format.js';
import { amounts, bars, names } from '../../components/axes.js';
import { panel, source } from '../../components/panel.js';
import { rowsAt } from '../../components/rows.js';
import { known } from '../../components/state.js';

const AGEING = '/api/analytics/portfolio/ageing';

export function ageing(dated, left) {
  return panel({
    name: 'ageing',
    title: 'Open amount by days past due',
    note: 'Approved and deposit credits on the as-of date. Above each bar stand its amount and how many credits it is; it leads to them.',
    none: 'No credit is open on this date.',
    sources: [source(AGEING, dated)],
    to: ({ bucket, credits }) => (credits > 0 ? rowsAt('open-credits', { bucket }) : null),
    rows: (answer) => (rowsOf(answer).some((row) => row.credits > 0) ? rowsOf(answer) : []),
    columns: [
      { key: 'bucket', label: 'Days past due', value: (row) => words(row.bucket) },
      { key: 'credits', label: 'Credits', format: 'count' },
      { key: 'outstanding', label: 'Open amount', format: 'money' },
    ],
    draw: (rows, { steps }) => ({
      tooltip: { valueFormatter: moneyIn(rows[0].currency) },
      xAxis: names(rows.map((row) => words(row.bucket)), { name: 'days past due' }),
      yAxis: amounts(rows[0].currency),
      series: [
        bars(
          'Open amount',
          rows.map((row, index) => ({ value: row.outstanding, itemStyle: { color: steps[index] } })),
          { label: { show: true, position: 'top', formatter: ({ dataIndex }) => `${format.short(known(rows[dataIndex].outstanding, rows[dataIndex]))}\n${counted(rows[dataIndex].credits, 'credit')}` } },
        ),
      ],
    }),
    left,
  });
}
