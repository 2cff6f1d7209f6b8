import { rowsOf } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { format, moneyIn } from '../../app/format.js';
import { amounts, bars, line, names, shares } from '../../components/axes.js';
import { panel, source } from '../../components/panel.js';
import { rowsAt } from '../../components/rows.js';

const DELINQUENCY = '/api/analytics/portfolio/delinquency';

/** The answer's amounts from harmless to grave, each with its bucket and its words. */
const PARTS = [
  ['not_due', 'not_due', 'Not due'],
  ['days_1_to_30', '1-30', '1–30 days'],
  ['days_31_to_60', '31-60', '31–60 days'],
  ['days_61_to_90', '61-90', '61–90 days'],
  ['over_90_days', '90+', 'Over 90 days'],
];

/** Whether it is getting worse. */
export function delinquency(dated, left) {
  return panel({
    name: 'delinquency',
    title: 'Delinquency: the open amount by days past due, month end by month end',
    note: 'The line is the share that is more than 90 days past due. A bar leads to the credits in it, a month to all that were open then.',
    none: 'No credit was open at a month end.',
    sources: [source(DELINQUENCY, dated, { all: true })],
    rows: (answer) => (rowsOf(answer).some(({ credits }) => credits > 0) ? rowsOf(answer) : []),
    to: ({ month_end }) => rowsAt('open-credits', { as_of: month_end }),
    columns: [
      { key: 'month_end', label: 'Month end', format: 'day' },
      { key: 'credits', label: 'Credits', format: 'count' },
      { key: 'outstanding', label: 'Open amount', format: 'money' },
      ...PARTS.map(([key, , label]) => ({ key, label, format: 'money' })),
      { key: 'over_90_days_share', label: 'Share over 90 days', format: 'percent' },
    ],
    draw: (rows, { steps, ink }) => {
      const { currency } = rows[0];
      return {
        legend: {},
        tooltip: { valueFormatter: (value) => (value !== null && value <= 1 ? format.percent(value) : moneyIn(currency)(value)) },
        xAxis: names(rows.map(({ month_end }) => month_end), { name: 'month end' }),
        yAxis: [amounts(currency), { ...shares(1), position: 'right', splitLine: { show: false } }],
        grid: { right: 16 },
        series: [
          ...PARTS.map(([key, bucket, label], index) =>
            bars(label, rows.map((row) => ({ value: row[key], to: rowsAt('open-credits', { as_of: row.month_end, bucket }) })), { stack: 'open', color: steps[index] }),
          ),
          line('Share over 90 days', rows.map((row) => row.over_90_days_share), { yAxisIndex: 1, color: ink, symbolSize: 6 }),
        ],
      };
    },
    more: worse,
    high: true,
    wide: true,
    left,
  });
}

/** The trend in a sentence: the newest month end against the one before and the one a quarter earlier. */
function worse(rows) {
  if (rows.length < 2 || rows.every(({ credits }) => credits === 0)) {
    return [];
  }
  const newest = rows.at(-1);
  const against = (earlier) => {
    if (newest.over_90_days_share === null || earlier.over_90_days_share === null) {
      return null;
    }
    const change = (newest.over_90_days_share - earlier.over_90_days_share) * 100;
    const word = Math.abs(change) < 0.05 ? 'as much as' : `${format.decimal(Math.abs(change))} points ${change > 0 ? 'more' : 'less'} than`;
    return `${word} on ${earlier.month_end}`;
  };
  const said = [rows.at(-2), rows.at(-4)].filter(Boolean).map(against).filter(Boolean);
  return said.length === 0 ? [] : h('p', { class: 'trend' }, `Over 90 days: ${format.percent(newest.over_90_days_share)} on ${newest.month_end}, ${said.join(', ')}.`);
}
