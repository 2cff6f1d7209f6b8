import { format } from '../../app/format.js';
import { href } from '../../app/router.js';
import { bars, names, shares } from '../../components/axes.js';
import { panel, source } from '../../components/panel.js';
import { facts } from '../../components/tile.js';

const CONCENTRATION = '/api/analytics/portfolio/concentration';

export function concentration(ofMarket, { currency, as_of }, left) {
  return panel({
    name: 'concentration',
    title: 'Concentration: each market’s share of the open amount',
    note: 'Above each bar the Herfindahl–Hirschman index (HHI) among its sellers: 1 when one seller owes all, near 0 when many owe little. A market leads to its sellers.',
    none: 'No credit is open.',
    sources: [source(CONCENTRATION, { currency, as_of }, { single: true })],
    follows: ['market'],
    to: ({ market }) => href('sellers', { market }),
    rows: (answer) => (answer.hhi > 0 ? ofMarket(answer.by_market).map((row) => ({ ...row, currency: answer.currency, missing_rates: answer.missing_rates })) : []),
    columns: [
      { key: 'market', label: 'Market' },
      { key: 'outstanding', label: 'Open amount', format: 'money' },
      { key: 'share', label: 'Share', format: 'percent' },
      { key: 'hhi', label: 'HHI', format: 'fine', value: ({ outstanding, hhi }) => (outstanding > 0 ? hhi : null) },
    ],
    draw: (rows) => ({
      tooltip: { valueFormatter: format.percent },
      xAxis: names(rows.map((row) => row.market)),
      yAxis: shares(1),
      series: [bars('Share of the open amount', rows.map((row) => row.share), { label: { show: true, position: 'top', formatter: ({ dataIndex }) => `${format.percent(rows[dataIndex].share)}\nHHI ${format.fine(rows[dataIndex].hhi)}` } })],
    }),
    more: ({ hhi, top_10_share }) => hhi > 0 && [facts(['HHI, all sellers', format.fine(hhi)], ['Share of the ten largest of all markets', format.percent(top_10_share)])],
    left,
  });
}
