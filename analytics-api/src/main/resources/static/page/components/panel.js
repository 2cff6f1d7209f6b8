import { address, everyRow, get, rowsOf } from '../app/api.js';
import { h } from '../app/dom.js';
import { href } from '../app/router.js';
import { chart } from './chart.js';
import { csv } from './csv.js';
import { followWithToken } from './follow.js';
import { empty, filled, missingRates, prose } from './state.js';
import { table } from './table.js';

/**
 * An endpoint with its parameters, as a panel names what it rests on. `label` tells several of a panel apart. A
 * collection is asked for one page, or with `all` for every one; what is `single` is no collection and has no CSV.
 */
export function source(path, parameters = {}, { label = null, all = false, single = false } = {}) {
  return { path, parameters, label, single, ask: () => (all ? everyRow(path, parameters) : get(path, parameters)) };
}

let made = 0;

/**
 * A titled part of a view that rests on endpoints. From what it is given follow its chart, the table of the same rows,
 * the link to the rows as CSV and the link to their definitions.
 *
 * - `title` says what it shows, `note` how to read it, `none` why there may be nothing.
 * - `sources`: what it rests on; `rows(...answers)` turns their answers into rows.
 * - `columns`: those of the table; `draw(rows, palette)`: the chart, if there is one.
 * - `beneath`: the table stands under the chart, instead of taking its place at a button.
 * - `perRow`: the chart has a line for each row, and grows with them.
 * - `more(...answers)`: what else stands under the rows.
 */
export function panel({ title, note = null, none = 'There is nothing to show here.', sources, rows = rowsOf, columns, draw = null, more = () => [], beneath = false, wide = false, perRow = false, high = false, sort, left }) {
  const name = `panel-${(made += 1)}`;
  const body = h('div', { class: 'panel-body' });
  const saved = sources.every(({ single }) => single) ? h('a', { download: `${sources[0].path.split('/').slice(2).join('-')}.csv`, hidden: true, 'aria-label': `CSV: ${title}` }, 'CSV') : null;
  const toggle = draw && !beneath ? h('button', { type: 'button', 'aria-pressed': 'false', hidden: true }, 'Table') : null;

  filled(
    body,
    async () => {
      const answers = await Promise.all(sources.map(({ ask }) => ask()));
      const shown = await rows(...answers);
      const missing = missingRates([...shown, ...answers.filter((answer) => answer.missing_rates)]);
      if (shown.length === 0) {
        return [missing, empty(none), more(...answers)];
      }
      if (saved) {
        saved.href = URL.createObjectURL(new Blob([csv(columns, shown)], { type: 'text/csv' }));
        saved.hidden = false;
        left.addEventListener('abort', () => URL.revokeObjectURL(saved.href));
      }
      const asTable = () => table(title, columns, shown, { sort, high });
      if (!draw) {
        return [missing, asTable(), more(...answers)];
      }
      const drawn = chart(beneath ? `${title}. The table below shows the same figures.` : `${title}. The button Table shows the same figures as a table.`, (palette) => draw(shown, palette), { lines: perRow ? shown.length : null, left });
      if (beneath) {
        return [missing, drawn, asTable(), more(...answers)];
      }
      const frame = h('div', { class: 'frame' }, drawn);
      toggle.hidden = false;
      toggle.addEventListener('click', () => {
        const pressed = toggle.getAttribute('aria-pressed') !== 'true';
        toggle.setAttribute('aria-pressed', String(pressed));
        frame.replaceChildren(pressed ? asTable() : drawn);
      });
      return [missing, frame, more(...answers)];
    },
    draw !== null,
  );

  return h(
    'section',
    { class: wide ? 'panel wide' : 'panel', 'aria-labelledby': name },
    h('div', { class: 'panel-head' }, h('h2', { id: name }, title), h('div', { class: 'panel-actions' }, toggle, saved, sources.map((from) => links(from, title)))),
    note ? h('p', { class: 'panel-note' }, prose(note)) : null,
    body,
  );
}

/** What leads away from a panel: all rows of its endpoint as CSV, not those of this page alone, and what the figures mean. */
function links({ path, parameters: { limit, after, ...filters }, label, single }, title) {
  const link = (word, to, rest = {}) => h('a', { href: to, 'aria-label': `${word}${label ? ` ${label}` : ''}: ${title}`, ...rest }, label ? `${word} ${label}` : word);
  return [single ? null : link('CSV', address(path, { ...filters, format: 'csv' }), { download: '', onclick: followWithToken }), link('Definition', href('definitions', { of: path }))];
}
