import { h } from '../app/dom.js';
import { format } from '../app/format.js';
import { href } from '../app/router.js';
import { prose } from './text.js';

/** Single figures side by side. */
export function tiles(...each) {
  return h('dl', { class: 'tiles' }, each);
}

/** One figure: its name, which leads to its definition at `path`, its value, and a note on what stands behind it. */
export function tile(name, value, { note = null, path = null } = {}) {
  return h(
    'div',
    { class: 'tile' },
    h('dt', {}, path ? h('a', { href: href('definitions', { of: path }) }, name) : name),
    h('dd', {}, value),
    note ? h('dd', { class: 'note' }, prose(note)) : null,
  );
}

/** An amount as a tile's value: its currency stands smaller, so that the two fit in a line. */
export function amount(value, currency) {
  return [format.money(value), value === null ? null : h('span', { class: 'unit' }, ` ${currency}`)].filter((part) => part !== null);
}

/** Figures in a line beneath others, as pairs of name and value. */
export function facts(...pairs) {
  return h('dl', { class: 'facts' }, pairs.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}
