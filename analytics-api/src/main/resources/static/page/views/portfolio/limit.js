import { rowsOf } from '../../app/api.js';
import { format } from '../../app/format.js';
import { href } from '../../app/router.js';
import { bars, names } from '../../components/axes.js';
import { panel, source } from '../../components/panel.js';

const LIMIT_USE = '/api/analytics/portfolio/limit-use';

/** The part of those that owe more than their limit. */
const OVER = '100+';

/** A part of the limit as people write it. */
const WORDS = { 0: '0', '0-50': '≤ 50%', '50-70': '≤ 70%', '70-90': '≤ 90%', '90-100': '≤ 100%', '100+': '> 100%' };

export function limitUse(dated, left) {
  return panel({
    name: 'limit-use',
    title: 'Limit use: how much of their limits sellers owe',
    note: 'Sellers by their open amount as a share of their limit, in their own currency. Above each bar stands what they owe together.',
    none: 'No seller is known yet.',
    sources: [source(LIMIT_USE, dated)],
    to: ({ part, sellers }) => (part !== '0' && sellers > 0 ? href('sellers', { by: 'limit_share', only: part === OVER ? 'over_limit' : null }) : null),
    rows: (answer) => (rowsOf(answer).some(({ sellers }) => sellers > 0) ? rowsOf(answer) : []),
    columns: [
      { key: 'part', label: 'Of the limit', value: ({ part }) => WORDS[part] ?? part },
      { key: 'sellers', label: 'Sellers', format: 'count' },
      { key: 'exposure', label: 'Exposure', format: 'money' },
    ],
    draw: (rows, { steps, dim }) => ({
      tooltip: { valueFormatter: format.count },
      xAxis: names(rows.map(({ part }) => WORDS[part] ?? part), { name: 'open amount ÷ limit' }),
      yAxis: { type: 'value', name: 'sellers', minInterval: 1 },
      series: [
        bars('Sellers', rows.map(({ sellers }, index) => ({ value: sellers, itemStyle: { color: index === 0 ? dim : steps[index - 1] } })), {
          label: { show: true, position: 'top', formatter: ({ dataIndex }) => `${format.count(rows[dataIndex].sellers)}${rows[dataIndex].exposure > 0 ? `\n${format.short(rows[dataIndex].exposure)} ${rows[dataIndex].currency}` : ''}` },
        }),
      ],
    }),
    left,
  });
}
