import { h } from '../../app/dom.js';
import { format, words } from '../../app/format.js';
import { rowsOf } from '../../app/api.js';
import { href } from '../../app/router.js';
import { bars, names, shares } from '../../components/axes.js';
import { currency, markets } from '../../components/choices.js';
import { choice } from '../../components/filter.js';
import { heading } from '../../components/heading.js';
import { rowsAt } from '../../components/rows.js';
import { panel, source } from '../../components/panel.js';
import { ratio } from '../../components/ratio.js';

export const chooses = ['market', 'currency', 'top'];

const CONVERSION = '/api/analytics/lead-conversion';
const CONVERTED = ratio('leads', 'conversion_rate');

const CREDIT_TO_LEAD = '/api/analytics/credit-to-lead';
const REVENUE = '/api/analytics/revenue-efficiency';

export function show({ title, chosen }, left) {
  const top = chosen.top ?? '10';
  const ofMarket = (rows, key = 'market') => rows.filter((row) => !chosen.market || row[key] === chosen.market);
  return [
    heading(
      title,
      'What sellers bring in, and how that goes with the credit they have.',
      choice('market', 'Market', chosen.market, markets()),
      choice('top', 'Sellers shown', top, ['5', '10', '25', '100'].map((many) => [many, `Top ${many}`]), { open: true }),
      currency(chosen.currency),
    ),
    h(
      'div',
      { class: 'columns pairs' },
      conversion('market', 'Confirmed leads among all, by market', (row) => row.group, left, { follows: ['market'], rows: (answer) => ofMarket(rowsOf(answer), 'group'), to: ({ group }) => rowsAt('leads', { market: group, status: 'Confirmed' }) }),
      conversion('credit_status', 'Confirmed leads among all, by whether the seller has an open credit', (row) => words(row.group), left),
      panel({
        name: 'days',
        title: 'Days from a credit’s approval to the next confirmed lead, by market',
        note: 'Mean over credits that were followed by one. The table counts those that were not.',
        none: 'No approved credit was followed by a confirmed lead.',
        follows: ['market'],
        to: ({ market }) => href('leads', { market }),
        rows: (answer) => ofMarket(rowsOf(answer)),
        sources: [source(CREDIT_TO_LEAD)],
        columns: [
          { key: 'market', label: 'Market' },
          { key: 'credits', label: 'Credits', format: 'count' },
          { key: 'avg_days', label: 'Mean days', format: 'decimal' },
          { key: 'without_lead', label: 'Without a lead', format: 'count' },
        ],
        draw: (rows) => ({
          tooltip: { valueFormatter: (days) => `${format.decimal(days)} days` },
          xAxis: names(rows.map((row) => row.market)),
          yAxis: { type: 'value', name: 'days' },
          series: [bars('Mean days', rows.map((row) => row.avg_days), { label: { show: true, position: 'top', formatter: ({ value }) => format.decimal(value) } })],
        }),
        beneath: true,
        left,
      }),
      panel({
        name: 'revenue',
        title: `Revenue per credit dollar, the highest ${top} sellers`,
        note: 'Confirmed lead amounts for each unit of issued credit.',
        none: 'No seller has an issued credit.',
        sources: [source(REVENUE, { top, currency: chosen.currency })],
        to: ({ seller_id }) => href('seller', { subject: seller_id }),
        columns: [
          { key: 'seller_name', label: 'Seller' },
          // Where nothing that was confirmed could be converted, there is no ratio either.
          { key: 'ratio', label: 'Ratio', format: 'decimal', value: ({ ratio, confirmed_leads_value, missing_rates }) => (confirmed_leads_value === 0 && missing_rates.length > 0 ? null : ratio) },
          { key: 'market', label: 'Market' },
          { key: 'total_credits', label: 'Issued', format: 'money' },
          { key: 'confirmed_leads_value', label: 'Confirmed', format: 'money' },
        ],
        draw: (rows) => ({
          tooltip: { valueFormatter: format.decimal },
          xAxis: { type: 'value', name: `for each ${rows[0].currency} of issued credit`, axisLabel: { formatter: format.short } },
          yAxis: names(rows.map((row) => row.seller_name), { inverse: true }),
          series: [bars('Revenue per credit dollar', rows.map((row) => row.ratio), { label: { show: true, position: 'right', formatter: ({ value }) => format.decimal(value) } })],
        }),
        perRow: true,
        left,
      }),
    ),
  ];
}

function conversion(by, heading, name, left, rest = {}) {
  return panel({
    name: by === 'market' ? 'by-market' : 'by-credit',
    title: heading,
    none: 'No lead is known yet.',
    sources: [source(CONVERSION, { by })],
    columns: [
      { key: 'group', label: by === 'market' ? 'Market' : 'Seller', show: name },
      { key: 'leads', label: 'Leads', format: 'count' },
      { key: 'confirmed', label: 'Confirmed', format: 'count' },
      { key: 'conversion_rate', label: 'Conversion', format: 'percent', value: CONVERTED },
    ],
    draw: (rows) => ({
      tooltip: { valueFormatter: format.percent },
      xAxis: names(rows.map(name)),
      yAxis: shares(1),
      series: [bars('Conversion', rows.map(CONVERTED), { label: { show: true, position: 'top', formatter: ({ value }) => format.percent(value) } })],
    }),
    beneath: true,
    left,
    ...rest,
  });
}
