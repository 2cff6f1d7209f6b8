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

/** An amount as a tile's value, smaller where it would not fit in a line otherwise. Its currency stands smaller still. */
export function amount(value, currency) {
  const figure = h('span', { class: 'figure' }, format.money(value));
  figure.style.setProperty('--length', figure.textContent.length);
  return [figure, value === null ? null : h('span', { class: 'unit' }, ` ${currency}`)].filter((part) => part !== null);
}

/** Figures in a line beneath others, as pairs of name and value. */
export function facts(...pairs) {
  return h('dl', { class: 'facts' }, pairs.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}
