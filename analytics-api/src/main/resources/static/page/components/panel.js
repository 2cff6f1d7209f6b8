import { everyRow, get, rowsOf } from '../app/api.js';
import { h } from '../app/dom.js';
import { anew, CURSOR, held, HELD, here, place } from '../app/router.js';
import { chart } from './chart.js';
import { csv } from './csv.js';
import { copyButton, menu } from './menu.js';
import { notices } from './notices.js';
import { isTable, offer, order, orderOf, showTable } from './shown.js';
import { empty, filled } from './state.js';
import { table } from './table.js';
import { prose } from './text.js';

/**
 * An endpoint with its parameters, as a panel names what it rests on. `label` tells several of a panel apart. A
 * collection is asked for one page, or with `all` for every one; what is `single` is no collection and has no CSV.
 */
export function source(path, parameters = {}, { label = null, all = false, single = false } = {}) {
  return { path, parameters, label, single, ask: () => (all ? everyRow(path, parameters) : get(path, parameters)) };
}

/**
 * A titled part of a view that rests on endpoints. From what it is given follow its chart, the table of the same rows,
 * the menu with CSV, copy and definitions, and which filters it does not follow.
 *
 * - `name` is what the address calls it; `title` says what it shows, `note` how to read it, `none` why there may be nothing, or what finds out why.
 * - `sources`: what it rests on; `rows(...answers)` turns their answers into rows; `follows`: filters that these do not know but `rows` heeds.
 * - `columns`: those of the table; `draw(rows, palette)`: the chart, if there is one.
 * - `to(row)`: where the rows behind a row are; its first cell leads there, and its bar. A chart's datum may have a `to` of its own.
 * - `beneath`: the table stands under the chart, instead of taking its place at a button.
 * - `perRow`: the chart has a line for each row, and grows with them; `lines(rows)`: how many it has else; `cells(rows)`: how many stand side by side, each a word wide.
 * - `more(...answers)`: what else stands under the rows.
 */
export function panel({ name, title, note = null, none = 'There is nothing to show here.', sources, follows = [], rows = rowsOf, columns: given, draw = null, to = null, more = () => [], beneath = false, wide = false, perRow = false, lines = (rows) => (perRow ? rows.length : null), cells = () => null, high = false, sort = 'rows', left }) {
  const heading = `panel-${name}`;
  const columns = to === null ? given : [leading(given[0], to), ...given.slice(1)];
  const toggles = draw !== null && !beneath;
  const body = h('div', { class: 'panel-body', id: `body-${name}` });
  const saved = sources.every(({ single }) => single) ? h('a', { download: `${sources[0].path.split('/').slice(2).join('-')}.csv`, 'aria-label': `CSV: ${title}` }, 'CSV') : null;
  const actions = h('div', { class: 'panel-actions' });
  const said = notices();
  offer(name, { toggles, columns: sort === 'rows' ? columns.map(({ key }) => key) : [] });

  filled(
    body,
    async () => {
      const answers = await Promise.all(sources.map(({ ask }) => ask()));
      const shown = await rows(...answers);
      const rest = await more(...answers);
      said.missing([...shown, ...answers].flatMap(({ missing_rates }) => missing_rates ?? []));
      if (shown.length === 0) {
        actions.replaceChildren(menu(title, sources, []));
        return [emptied(typeof none === 'function' ? await none() : none, sources, follows), rest];
      }
      if (saved) {
        saved.href = URL.createObjectURL(new Blob([csv(given, shown)], { type: 'text/csv' }));
        left.addEventListener('abort', () => URL.revokeObjectURL(saved.href));
      }
      const asTable = () => table(title, columns, shown, { sort, high, order: orderOf(name), ordered: (key, direction) => order(name, key, direction) });
      const others = [copyButton(title, columns, shown), saved].filter(Boolean);
      if (!draw) {
        actions.replaceChildren(menu(title, sources, others));
        return [asTable(), rest];
      }
      const drawn = chart(beneath ? `${title}. The table below shows the same figures.` : `${title}. The button Table shows the same figures as a table.`, (palette) => draw(shown, palette), { lines: lines(shown), cells: cells(shown), left, select: ({ data, dataIndex }) => data?.to ?? to?.(shown[dataIndex]) });
      if (beneath) {
        actions.replaceChildren(menu(title, sources, others));
        return [drawn, asTable(), rest];
      }
      const frame = h('div', { class: 'frame' });
      const toggle = h('button', { type: 'button', id: `table-${name}`, onclick: () => turn(toggle.getAttribute('aria-pressed') !== 'true', true) }, 'Table');
      const turn = (isShown, byHand) => {
        toggle.setAttribute('aria-pressed', String(isShown));
        frame.replaceChildren(isShown ? asTable() : drawn);
        if (byHand) {
          showTable(name, isShown);
        }
      };
      turn(isTable(name), false);
      actions.replaceChildren(toggle, menu(title, sources, others));
      return [frame, rest];
    },
    { chartSized: draw !== null, whenNear: true },
  );

  return h(
    'section',
    { class: wide ? 'panel wide' : 'panel', 'aria-labelledby': heading },
    h('div', { class: 'panel-head' }, h('h2', { id: heading }, title), actions),
    note ? h('p', { class: 'panel-note' }, prose(note)) : null,
    unfollowed(sources, follows, given),
    body,
  );
}

/** The column that leads to what is behind its rows. */
function leading(column, to) {
  const text = (row) => (column.show ? column.show(row) : (column.value?.(row) ?? row[column.key]));
  return {
    ...column,
    show: (row) => {
      const target = to(row);
      return target ? h('a', { href: target }, text(row)) : text(row);
    },
  };
}

/** What a panel shows in place of what a filter asks for. */
const INSTEAD = { market: 'of all markets', currency: 'in its own currency', as_of: 'of the newest load' };

/** Says which of the held filters the panel cannot follow. */
function unfollowed(sources, follows, columns) {
  const hasAmounts = columns.some(({ format }) => format === 'money');
  const heeds = (name) => follows.includes(name) || (name === 'currency' ? !hasAmounts || sources.some(({ parameters }) => name in parameters) : sources.every(({ parameters }) => name in parameters));
  const chosen = held();
  const instead = HELD.filter((name) => name in chosen && !heeds(name)).map((name) => INSTEAD[name]);
  return instead.length === 0 ? null : h('p', { class: 'panel-note unfollowed' }, `Whatever the filters say, this is ${instead.join(', ')}.`);
}

/** What stands in the address and leaves rows out of none. */
const NO_FILTERS = ['currency', 'sort', 'direction', 'top', 'by', 'level', 'table', 'order'];

/** Nothing, and which filters leave it. */
function emptied(none, sources, follows) {
  const { chosen } = place();
  const by = Object.keys(chosen).filter((name) => chosen[name] && !name.startsWith(CURSOR) && !NO_FILTERS.includes(name) && (follows.includes(name) || sources.some(({ parameters }) => parameters[name] === chosen[name])));
  return by.length === 0
    ? empty(none)
    : empty(none, h('p', {}, `The filters leave nothing: ${by.map((name) => `${name.replaceAll('_', ' ')} ${chosen[name]}`).join(', ')}. `, h('a', { href: here(anew(Object.fromEntries(by.map((name) => [name, null])))) }, by.length === 1 ? 'Take it away' : 'Take them away')));
}
