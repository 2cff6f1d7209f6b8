import { h } from '../app/dom.js';
import { prose } from './text.js';

/** The head of a view: its title, a sentence on what it is for, and what can be chosen. */
export function heading(title, lead, ...filters) {
  return h(
    'div',
    { class: 'heading' },
    h('div', {}, h('h1', {}, title), h('p', { class: 'lead' }, prose(lead))),
    filters.length > 0 ? h('form', { class: 'filters', 'aria-label': 'Filters', onsubmit: (event) => event.preventDefault() }, filters) : null,
  );
}
