import { counted, format, moneyIn } from '../../app/format.js';
import { heat, names } from '../../components/axes.js';
import { panel, source } from '../../components/panel.js';
import { ratio } from '../../components/ratio.js';
import { rowsAt } from '../../components/rows.js';

const VINTAGES = '/api/analytics/portfolio/vintages';

const PAID = ratio('amount', 'paid_share');

/** The last day of a month, such as 2025-02. */
function lastDay(month) {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** A triangle: for each month of issue a line, which is the longer the older it is. */
export function vintages(dated, left) {
  return panel({
    name: 'vintages',
    title: 'Vintages: paid share of each issue month by months on book',
    note: 'A line is a month of issue, its cells are what was paid after so many months, in per cent. A line paler than those above it pays back more slowly. A row of the table leads to the month’s credits.',
    none: 'No credit was issued before this date.',
    sources: [source(VINTAGES, dated, { all: true })],
    to: ({ issue_month }) => rowsAt('credits', { issued_from: `${issue_month.slice(0, 7)}-01`, issued_to: lastDay(issue_month.slice(0, 7)) }),
    columns: [
      { key: 'issue_month', label: 'Issue month' },
      { key: 'months_on_book', label: 'Months on book', format: 'count' },
      { key: 'credits', label: 'Credits', format: 'count' },
      { key: 'amount', label: 'Issued', format: 'money' },
      { key: 'paid_amount', label: 'Paid', format: 'money' },
      { key: 'paid_share', label: 'Paid share', format: 'percent', value: PAID },
    ],
    draw: (rows, colours) => {
      const issued = [...new Set(rows.map((row) => row.issue_month))];
      const longest = Math.max(...rows.map((row) => row.months_on_book));
      const money = moneyIn(rows[0].currency);
      return {
        tooltip: { trigger: 'item', formatter: ({ data: { row } }) => `Issued ${row.issue_month}, after ${counted(row.months_on_book, 'month')}\n${format.percent(PAID(row))} paid: ${money(row.paid_amount)}\nof ${money(row.amount)}` },
        ...heat(colours, 1),
        xAxis: names(Array.from({ length: longest + 1 }, (_, month) => month), { name: 'months on book' }),
        yAxis: names(issued, { inverse: true }),
        series: [
          {
            type: 'heatmap',
            data: rows.map((row) => ({ value: [row.months_on_book, issued.indexOf(row.issue_month), PAID(row)], row })),
            label: { show: true, formatter: ({ data: { row } }) => (PAID(row) === null ? '' : Math.round(row.paid_share * 100)) },
          },
        ],
      };
    },
    cells: (rows) => Math.max(...rows.map((row) => row.months_on_book)) + 1,
    lines: (rows) => new Set(rows.map((row) => row.issue_month)).size,
    wide: true,
    high: true,
    left,
  });
}
