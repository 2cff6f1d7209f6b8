import { format } from '../../app/format.js';
import { amounts, bars, names, shares } from '../../components/axes.js';
import { currency } from '../../components/choices.js';
import { choice } from '../../components/filter.js';
import { heading } from '../../components/heading.js';
import { panel, source } from '../../components/panel.js';

export const title = 'Account managers';

const MANAGERS = '/api/analytics/account-managers';

/** What managers are ranked by: the figure's key, its name, how it is written, and its axis. */
const RANKINGS = {
  credit_volume: { label: 'Credit volume', format: 'money', axis: amounts },
  utilization_rate: { label: 'Utilization', format: 'percent', axis: shares() },
};

export function show({ chosen }, left) {
  const by = chosen.by in RANKINGS ? chosen.by : 'credit_volume';
  const ranking = RANKINGS[by];
  const top = chosen.top ?? '10';
  return [
    heading(
      title,
      'How much credit the sellers of each account manager were issued, and how much of their limits that fills.',
      choice('by', 'Ranked by', by, Object.entries(RANKINGS).map(([key, { label }]) => [key, label])),
      choice('top', 'Show', top, ['5', '10', '25', '100'].map((many) => [many, `Top ${many}`])),
      currency(chosen.currency, MANAGERS),
    ),
    panel({
      title: `${ranking.label} by account manager, the highest ${top}`,
      none: 'No account manager has a seller yet.',
      sources: [source(MANAGERS, { by, top, currency: chosen.currency })],
      columns: [
        { key: 'am_name', label: 'Account manager' },
        { key: 'am_id', label: 'Id', format: 'id' },
        { key: 'am_email', label: 'E-mail' },
        { key: 'sellers', label: 'Sellers', format: 'count' },
        { key: 'credit_volume', label: 'Credit volume', format: 'money' },
        { key: 'utilization_rate', label: 'Utilization', format: 'percent' },
      ],
      draw: (rows) => ({
        tooltip: { valueFormatter: format[ranking.format] },
        xAxis: ranking.axis,
        yAxis: names(rows.map((row) => row.am_name), { inverse: true }),
        series: [bars(ranking.label, rows.map((row) => row[by]), { label: { show: true, position: 'right', formatter: ({ value }) => (ranking.format === 'money' ? format.short(value) : format.percent(value)) } })],
      }),
      perRow: true,
      beneath: true,
      left,
    }),
  ];
}
