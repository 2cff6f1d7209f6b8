import { format } from '../../app/format.js';
import { bars, names } from '../../components/axes.js';
import { panel, source } from '../../components/panel.js';
import { rates } from './rates.js';

/** The health score broken into its parts: what was measured, and how many of its points each part brings. */
export function score(path, currency, left) {
  return panel({
    name: 'score',
    title: 'Health score by its parts',
    note: 'Points reached, and points that are missing to the full score.',
    sources: [source(path, { currency }, { single: true })],
    rows: (health) => parts(health.metrics, rates(health)),
    columns: [
      { key: 'part', label: 'Part' },
      { key: 'measured', label: 'Measured' },
      { key: 'points', label: 'Points', format: 'decimal' },
      { key: 'most', label: 'Of', format: 'count' },
    ],
    draw: (rows, { line }) => ({
      legend: {},
      grid: { right: 88 }, // room for the words behind the longest bar
      tooltip: { valueFormatter: format.decimal },
      xAxis: { type: 'value', name: 'points', max: 40 },
      yAxis: names(rows.map((row) => row.part), { inverse: true }),
      series: [
        bars('Reached', rows.map((row) => row.points), { stack: 'points' }),
        bars('Missing', rows.map((row) => row.most - row.points), { stack: 'points', itemStyle: { color: line }, label: { show: true, position: 'right', formatter: ({ dataIndex }) => `${format.decimal(rows[dataIndex].points)} of ${rows[dataIndex].most}` } }),
      ],
    }),
    left,
  });
}

/** The weights are those of `health_score` in the API's description; their sum, rounded half-up, is that score. */
function parts({ payment_reliability_score, lead_conversion_rate, credit_utilization_rate, wallet_health }, { reliability, conversion, utilization }) {
  return [
    { part: 'Payment reliability', measured: format.percent(reliability), points: payment_reliability_score * 40, most: 40 },
    { part: 'Lead conversion', measured: format.percent(conversion), points: lead_conversion_rate * 30, most: 30 },
    { part: 'Unused credit limit', measured: format.percent(utilization === null ? null : Math.max(0, 1 - utilization)), points: Math.max(0, 1 - credit_utilization_rate) * 20, most: 20 },
    { part: 'Wallet trend', measured: wallet_health.trend, points: wallet_health.trend === 'improving' ? 10 : 0, most: 10 },
  ];
}
