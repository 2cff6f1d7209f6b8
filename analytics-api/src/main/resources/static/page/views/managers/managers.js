import { format, moneyIn } from '../../app/format.js';
import { amounts, bars, names, shares } from '../../components/axes.js';
import { currency, markets } from '../../components/choices.js';
import { choice, date } from '../../components/filter.js';
import { heading } from '../../components/heading.js';
import { href } from '../../app/router.js';
import { book } from './book.js';
import { panel, source } from '../../components/panel.js';
import { ratio } from '../../components/ratio.js';

export const chooses = ['market', 'currency', 'as_of', 'level', 'by', 'top'];

const MANAGERS = '/api/analytics/account-managers';

/** What managers are ranked by: the figure's key, its name, its value, its axis, and how it is written in full and short. */
const RANKINGS = {
  credit_volume: { label: 'Credit volume', value: (row) => row.credit_volume, axis: (rows) => amounts(rows[0].currency), full: (rows) => moneyIn(rows[0].currency), short: format.short },
  utilization_rate: { label: 'Utilization', value: ratio('credit_limit', 'utilization_rate'), axis: () => shares(), full: () => format.percent, short: format.percent },
};

export function show({ title, chosen }, left) {
  const by = chosen.by ?? 'credit_volume';
  const ranking = Object.hasOwn(RANKINGS, by) ? RANKINGS[by] : RANKINGS.credit_volume; // of another one, the API says what is wrong
  const top = chosen.top ?? '10';
  return [
    heading(
      title,
      'What the sellers of each manager owe, and how much credit they were issued.',
      choice('market', 'Market', chosen.market, markets()),
      choice('level', 'Level', chosen.level, [['', 'Account managers'], ['senior', 'Senior account managers']]),
      choice('by', 'Ranked by', by, Object.entries(RANKINGS).map(([key, { label }]) => [key, label])),
      choice('top', 'Show', top, ['5', '10', '25', '100'].map((many) => [many, `Top ${many}`]), { open: true }),
      currency(chosen.currency),
      date('as_of', 'As of', chosen.as_of),
    ),
    book(chosen, left),
    panel({
      name: 'managers',
      title: `${ranking.label} by account manager, the highest ${top}`,
      none: 'No account manager has a seller yet.',
      to: ({ am_id }) => href('sellers', { am_id, market: null }),
      sources: [source(MANAGERS, { by, top, currency: chosen.currency })],
      columns: [
        { key: 'am_name', label: 'Account manager' },
        { key: 'credit_volume', label: 'Credit volume', format: 'money' },
        { key: 'credit_limit', label: 'Limits', format: 'money' },
        { key: 'utilization_rate', label: 'Utilization', format: 'percent', value: RANKINGS.utilization_rate.value },
        { key: 'sellers', label: 'Sellers', format: 'count' },
        { key: 'am_email', label: 'E-mail' },
        { key: 'am_id', label: 'Id', format: 'id' },
      ],
      draw: (rows) => ({
        tooltip: { valueFormatter: ranking.full(rows) },
        xAxis: ranking.axis(rows),
        yAxis: names(rows.map((row) => row.am_name), { inverse: true }),
        series: [bars(ranking.label, rows.map(ranking.value), { label: { show: true, position: 'right', formatter: ({ value }) => ranking.short(value) } })],
      }),
      perRow: true,
      beneath: true,
      left,
    }),
  ];
}
