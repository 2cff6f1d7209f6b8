import { format, moneyIn } from '../../app/format.js';
import { href } from '../../app/router.js';
import { amounts, bars, names } from '../../components/axes.js';
import { panel, source } from '../../components/panel.js';
import { rowsAt } from '../../components/rows.js';
import { known } from '../../components/state.js';

const BOOK = '/api/analytics/managers-book';

/** How many managers stand in the chart; the table has all. */
const DRAWN = 15;

/** What the sellers of each manager owe, of account managers or of seniors. */
export function book({ level, market, currency, as_of }, left) {
  const isSenior = level === 'senior';
  return panel({
    name: 'book',
    title: `What the sellers of each ${isSenior ? 'senior account manager' : 'account manager'} owe`,
    note: `Largest exposure first; the chart has the first ${DRAWN}. Reliability is of the newest load. A name leads to the manager’s sellers.`,
    none: 'No manager has a seller yet.',
    sources: [source(BOOK, { by: level, market, currency, as_of }, { all: true })],
    to: ({ manager_id }) => (isSenior ? rowsAt('sellers', { sam_id: manager_id }) : href('sellers', { am_id: manager_id })),
    columns: [
      { key: 'manager_name', label: 'Manager' },
      { key: 'exposure', label: 'Exposure', format: 'money' },
      { key: 'overdue', label: 'Overdue', format: 'money' },
      { key: 'over_90_days_share', label: 'Over 90 days', format: 'percent' },
      { key: 'payment_reliability', label: 'Reliability', format: 'percent' },
      { key: 'sellers', label: 'Sellers', format: 'count' },
      { key: 'sellers_over_limit', label: 'Over limit', format: 'count' },
      { key: 'manager_email', label: 'E-mail' },
      { key: 'manager_id', label: 'Id', format: 'id' },
    ],
    draw: (rows, { steps }) => {
      const drawn = rows.slice(0, DRAWN);
      return {
        legend: {},
        tooltip: { valueFormatter: moneyIn(rows[0].currency) },
        xAxis: amounts(rows[0].currency),
        yAxis: names(drawn.map(({ manager_name }) => manager_name), { inverse: true }),
        series: [
          bars('Overdue', drawn.map(({ overdue }) => overdue), { stack: 'exposure', color: steps[3] }),
          bars('Not due', drawn.map(({ exposure, overdue }) => exposure - overdue), { stack: 'exposure', color: steps[0], label: { show: true, position: 'right', formatter: ({ dataIndex }) => format.short(known(drawn[dataIndex].exposure, drawn[dataIndex])) } }),
        ],
      };
    },
    lines: (rows) => Math.min(rows.length, DRAWN),
    beneath: true,
    left,
  });
}
