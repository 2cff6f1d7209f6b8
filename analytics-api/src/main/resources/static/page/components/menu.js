import { address } from '../app/api.js';
import { announce, h } from '../app/dom.js';
import { href } from '../app/router.js';
import { guarded } from './csv.js';
import { followWithToken } from './follow.js';
import { table } from './table.js';

/** What can be done with a panel besides looking at it: its rows as CSV or on the clipboard, and what its figures mean. */
export function menu(title, sources, items) {
  const element = h(
    'details',
    { class: 'menu' },
    h('summary', { 'aria-label': `More: ${title}` }, 'More'),
    h('ul', {}, [...items, ...sources.flatMap((from) => links(from, title))].map((item) => h('li', { hidden: item.hidden }, item))),
  );
  element.addEventListener('toggle', () => {
    if (element.open) {
      document.querySelectorAll('details.menu[open]').forEach((other) => other !== element && other.removeAttribute('open'));
    }
  });
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && element.open) {
      element.removeAttribute('open');
      element.querySelector('summary').focus();
    }
  });
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget !== null && !element.contains(relatedTarget)) {
      element.removeAttribute('open');
    }
  });
  return element;
}

/** All rows of an endpoint as CSV, not those of this page alone, and what the figures mean. */
function links({ path, parameters: { limit, after, ...filters }, label, single }, title) {
  const link = (word, to, rest = {}) => h('a', { href: to, 'aria-label': `${word}${label ? ` ${label}` : ''}: ${title}`, ...rest }, label ? `${word}: ${label}` : word);
  return [single ? null : link('CSV', address(path, { ...filters, format: 'csv' }), { download: '', onclick: followWithToken }), link('Definition', href('definitions', { of: path }))].filter(Boolean);
}

/** Puts rows on the clipboard, as spreadsheets take them: a line a row, tabs between the cells, texts guarded. */
export function copyButton(title, columns, rows) {
  return h('button', { type: 'button', class: 'copy', 'aria-label': `Copy table: ${title}`, onclick: () => copy(tabbed(columns, rows)) }, 'Copy table');
}

/** The texts that the table shows. */
function tabbed(columns, rows) {
  const cell = (one) => (one.classList.contains('number') ? one.textContent : guarded(one.textContent)).replaceAll(/[\t\r\n]+/g, ' ');
  return [...table('', columns, rows, { sort: {} }).querySelectorAll('tr')].map((row) => [...row.cells].map(cell).join('\t')).join('\n');
}

async function copy(text) {
  const write = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject();
  announce(await write.then(() => 'The table is on the clipboard.', () => (selected(text) ? 'The table is on the clipboard.' : 'The browser does not let the page use the clipboard.')));
}

/** The old way, for pages that come from another machine without encryption. */
function selected(text) {
  const area = h('textarea', { class: 'visually-hidden', 'aria-hidden': 'true' });
  area.value = text;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  return isCopied;
}
