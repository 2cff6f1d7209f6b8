import { h } from '../../app/dom.js';
import { href } from '../../app/router.js';
import { line, names } from '../../components/axes.js';
import { mark } from '../../components/mark.js';
import { panel, source } from '../../components/panel.js';
import { rowAt } from '../../components/rows.js';

/** A seller's health as it was after each load that is kept. */
export function past(subject, path, currency, left) {
  return panel({
    name: 'past',
    title: 'Health score over the loads',
    note: 'As it was after each load that can still be asked for.',
    sources: [source(`${path}/trend`, { currency }, { all: true })],
    rows: (loads) => loads.toReversed(),
    to: ({ load_id }) => href('loads', { subject: load_id }),
    columns: [
      { key: 'load_id', label: 'Load', format: 'id', value: ({ load_id }) => `Load ${load_id}` },
      { key: 'day', label: 'Day of the data' },
      { key: 'published_at', label: 'Published (UTC)', format: 'time' },
      { key: 'health_score', label: 'Health score', format: 'count' },
      { key: 'risk_level', label: 'Risk', show: ({ risk_level }) => mark(risk_level) },
    ],
    draw: (rows) => ({
      xAxis: names(rows.map(({ load_id }) => `Load ${load_id}`)),
      yAxis: { type: 'value', name: 'of 100', min: 0, max: 100 },
      series: [line('Health score', rows.map(({ health_score }) => health_score), { showSymbol: true, label: { show: rows.length < 15, position: 'top' } })],
    }),
    more: () => [h('p', { class: 'panel-note' }, h('a', { href: rowAt('sellers', subject) }, 'Versions of this seller’s own row'))],
    high: true,
    left,
  });
}
