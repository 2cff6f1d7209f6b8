import { get, rowsOf } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { href } from '../../app/router.js';
import { line, names } from '../../components/axes.js';
import { mark } from '../../components/mark.js';
import { panel } from '../../components/panel.js';
import { LOADS } from '../loads/counts.js';
import { isPublished } from '../loads/report.js';
import { rowAt } from '../../components/rows.js';

/** How many loads are looked back at. */
const LOOKED_AT = 12;

/** A seller's health as it was after each of the newest loads. */
export function past(subject, path, left) {
  return panel({
    name: 'past',
    title: 'Health score over the loads',
    note: `As it was after each load, the newest ${LOOKED_AT} of those that can still be asked for.`,
    sources: [{ path, parameters: {}, label: null, single: true, ask: () => samples(subject, path) }],
    rows: (sampled) => sampled,
    columns: [
      { key: 'load_id', label: 'Load', format: 'id', show: ({ load_id }) => `Load ${load_id}` },
      { key: 'published_at', label: 'Published (UTC)', format: 'time' },
      { key: 'health_score', label: 'Health score', format: 'count' },
      { key: 'risk_level', label: 'Risk', show: ({ risk_level }) => mark(risk_level) },
    ],
    to: ({ load_id }) => href('loads', { subject: load_id }),
    draw: (rows) => ({
      xAxis: names(rows.map(({ load_id }) => `Load ${load_id}`)),
      yAxis: { type: 'value', min: 0, max: 100 },
      series: [line('Health score', rows.map(({ health_score }) => health_score), { showSymbol: true })],
    }),
    more: () => [h('p', { class: 'panel-note' }, h('a', { href: rowAt('sellers', subject) }, 'Versions of this seller’s own row'))],
    left,
  });
}

/** Oldest first, since the load that brought the seller. It was not there while it was removed; what is not kept, of no older load is. */
async function samples(subject, path) {
  const [listed, { versions }] = await Promise.all([get(LOADS, { limit: 1000 }), get(`/api/history/sellers/${encodeURIComponent(subject)}`)]);
  const loads = rowsOf(listed).filter((load) => isPublished(load) && load.load_id >= versions[0].load_id).slice(0, LOOKED_AT);
  const sampled = [];
  for (const { load_id, published_at } of loads) {
    try {
      const { health_score, risk_level } = await get(path, { load: load_id });
      sampled.unshift({ load_id, published_at, health_score, risk_level });
    } catch (failure) {
      if (failure.status === 410) {
        break;
      } else if (failure.status !== 404) {
        throw failure;
      }
    }
  }
  return sampled;
}
