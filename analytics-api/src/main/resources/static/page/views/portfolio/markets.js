import { rowsOf } from '../../app/api.js';
import { format } from '../../app/format.js';
import { href } from '../../app/router.js';
import { bars, names, shares } from '../../components/axes.js';
import { panel, source } from '../../components/panel.js';
import { ratio } from '../../components/ratio.js';

const STATS = '/api/dashboard/stats';
const APPROVALS = '/api/analytics/approval-rates';
const CONVERSION = '/api/analytics/lead-conversion';

const PAYMENT = ratio('total_credits', 'payment_success_rate');
const APPROVAL = ratio('requested', 'approval_rate');
const CONVERTED = ratio('leads', 'conversion_rate');

export function markets(ofMarket, { currency }, left) {
  const label = { label: { show: true, position: 'top', formatter: ({ value }) => format.percent(value) } };
  return panel({
    name: 'markets',
    title: 'Markets side by side: payment success, approval and lead conversion',
    note: 'Paid credits among those not cancelled, issued credits among those requested, confirmed leads among all. A market’s name leads to its portfolio.',
    none: 'No seller is known yet.',
    sources: [source(STATS, { currency }, { label: 'markets' }), source(APPROVALS, {}, { label: 'approval' }), source(CONVERSION, { by: 'market' }, { label: 'leads' })],
    follows: ['market'],
    to: ({ market }) => href('portfolio', { market }),
    rows: (stats, approvals, conversion) => {
      const approval = new Map(rowsOf(approvals).map((row) => [row.market, row]));
      const converted = new Map(rowsOf(conversion).map((row) => [row.group, row]));
      return ofMarket(rowsOf(stats)).map((row) => ({ ...approval.get(row.market), ...converted.get(row.market), ...row }));
    },
    columns: [
      { key: 'market', label: 'Market' },
      { key: 'total_sellers', label: 'Sellers', format: 'count' },
      { key: 'total_credits', label: 'Credits', format: 'count' },
      { key: 'paid_credits', label: 'Paid', format: 'count' },
      { key: 'payment_success_rate', label: 'Payment success', format: 'percent', value: PAYMENT },
      { key: 'requested', label: 'Requested', format: 'count' },
      { key: 'approved', label: 'Issued', format: 'count' },
      { key: 'approval_rate', label: 'Approval rate', format: 'percent', value: APPROVAL },
      { key: 'conversion_rate', label: 'Lead conversion', format: 'percent', value: CONVERTED },
      { key: 'avg_wallet_change', label: 'Mean wallet movement', format: 'money' },
    ],
    draw: (rows) => ({
      legend: {},
      tooltip: { valueFormatter: format.percent },
      xAxis: names(rows.map((row) => row.market)),
      yAxis: shares(1),
      series: [bars('Payment success', rows.map(PAYMENT), label), bars('Approval rate', rows.map(APPROVAL), label), bars('Lead conversion', rows.map(CONVERTED), label)],
    }),
    beneath: true,
    wide: true,
    left,
  });
}
