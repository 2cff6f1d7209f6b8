import { format, moneyIn } from '../../app/format.js';
import { names } from '../../components/axes.js';
import { rowAt } from '../../components/rows.js';
import { panel, source } from '../../components/panel.js';

/** Colour and shape of each status, so that they differ for those who do not tell colours apart. */
const STATUSES = {
  New: { series: 3, symbol: 'circle' },
  InReview: { series: 4, symbol: 'rect' },
  Approved: { series: 0, symbol: 'triangle' },
  Deposit: { series: 1, symbol: 'diamond' },
  Paid: { series: 2, symbol: 'roundRect' },
  Cancelled: { series: 5, symbol: 'arrow' },
};

/** A seller's credits on a time line: a band from issue to due date, and a sign for each step of the history. */
export function credits(subject, currency, left) {
  return panel({
    name: 'credits',
    title: 'Credits on a time line, with the steps of their history',
    note: 'A band reaches from issue to due date.',
    none: 'This seller has no credit.',
    sources: [source(`/api/sellers/${encodeURIComponent(subject)}/credits`, { currency }, { all: true })],
    rows: (rows) => rows.map(withHistory),
    to: ({ credit_id }) => rowAt('credits', credit_id),
    columns: [
      { key: 'credit_id', label: 'Credit', format: 'id' },
      { key: 'amount', label: 'Amount', format: 'money' },
      { key: 'converted', label: 'Reported as', format: 'long' },
      { key: 'status', label: 'Status' },
      { key: 'issue_date', label: 'Issued', format: 'time' },
      { key: 'due_date', label: 'Due', format: 'time' },
      { key: 'steps', label: 'History', format: 'long' },
    ],
    draw: (rows, colours) => ({
      legend: {},
      tooltip: { trigger: 'item' },
      xAxis: { type: 'time' },
      yAxis: names(rows.map((row) => `Credit ${row.credit_id}`), { inverse: true }),
      series: [span(rows, colours), ...Object.entries(STATUSES).map(([status, sign]) => steps(status, sign, rows, colours))],
    }),
    perRow: true,
    wide: true,
    high: true,
    left,
  });
}

function withHistory(credit) {
  return { ...credit, missing_rates: credit.reported.missing_rates, converted: converted(credit), steps: credit.history.map(({ status, changed_at }) => `${status} ${format.time(changed_at)}`).join(', ') };
}

/** The amount in the reporting currency with the rate and its date; nothing where it is in that already, or has no rate. */
function converted({ currency, reported: { currency: to, rate, effective_date, amounts } }) {
  return currency === to || rate === null ? null : `${moneyIn(to)(amounts.amount)}, at ${format.fine(rate)} of ${effective_date}`;
}

/** The bands. Credits that are not issued yet have none. */
function span(rows, { line }) {
  const issued = rows.map((row, index) => [row.issue_date, row.due_date, index]).filter(([from, to]) => from && to);
  return {
    name: 'Issue to due date',
    type: 'custom',
    itemStyle: { color: line },
    encode: { x: [0, 1], y: 2 },
    data: issued.map((value) => ({ value, to: rowAt('credits', rows[value[2]].credit_id) })),
    tooltip: { formatter: ({ value: [from, to, index] }) => `Credit ${rows[index].credit_id}: ${moneyIn(rows[index].currency)(rows[index].amount)}\n${from.slice(0, 10)} to ${to.slice(0, 10)}` },
    renderItem: (params, api) => {
      const [left, y] = api.coord([api.value(0), api.value(2)]);
      const [right] = api.coord([api.value(1), api.value(2)]);
      const height = Math.min(12, api.size([0, 1])[1] * 0.6);
      return { type: 'rect', shape: { x: left, y: y - height / 2, width: Math.max(2, right - left), height }, style: { fill: line } };
    },
  };
}

function steps(status, { series, symbol }, rows, colours) {
  const data = rows.flatMap((row, index) => row.history.filter((step) => step.status === status).map((step) => ({ value: [step.changed_at, index], to: rowAt('credits', row.credit_id) })));
  return {
    name: status,
    type: 'scatter',
    symbol,
    symbolSize: 9,
    itemStyle: { color: colours.series[series] },
    data,
    tooltip: { formatter: ({ value: [at, index] }) => `Credit ${rows[index].credit_id}: ${status}\n${format.time(at)}` },
  };
}
