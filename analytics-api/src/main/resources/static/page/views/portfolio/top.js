import { format, moneyIn } from '../../app/format.js';
import { href } from '../../app/router.js';
import { amounts, bars, names } from '../../components/axes.js';
import { panel, source } from '../../components/panel.js';
import { isNoneLate, WATCH_LIST } from '../sellers/watch.js';
import { known } from '../../components/state.js';

/** How many sellers stand in the chart. */
const TOP = 10;

export function topExposures(dated, left) {
  return panel({
    name: 'top',
    title: `Top exposures: the ${TOP} sellers who owe most`,
    note: 'What of it is overdue, and what is not. A seller leads to its view; the whole list is in Sellers.',
    none: 'No seller owes anything.',
    sources: [source(WATCH_LIST, { by: 'exposure', ...dated, limit: TOP })],
    to: ({ seller_id }) => href('seller', { subject: seller_id }),
    columns: [
      { key: 'seller_name', label: 'Seller' },
      { key: 'exposure', label: 'Exposure', format: 'money' },
      { key: 'overdue', label: 'Overdue', format: 'money', isNone: isNoneLate },
      { key: 'oldest_days_overdue', label: 'Oldest, days', format: 'count' },
      { key: 'market', label: 'Market' },
    ],
    draw: (rows, { steps }) => ({
      legend: {},
      tooltip: { valueFormatter: moneyIn(rows[0].currency) },
      xAxis: amounts(rows[0].currency),
      yAxis: names(rows.map(({ seller_name }) => seller_name), { inverse: true }),
      series: [
        bars('Overdue', rows.map(({ overdue }) => overdue), { stack: 'exposure', color: steps[3] }),
        bars('Not due', rows.map(({ exposure, overdue }) => exposure - overdue), { stack: 'exposure', color: steps[0], label: { show: true, position: 'right', formatter: ({ dataIndex }) => format.short(known(rows[dataIndex].exposure, rows[dataIndex])) } }),
      ],
    }),
    perRow: true,
    left,
  });
}
