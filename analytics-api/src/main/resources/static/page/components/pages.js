import { h } from '../app/dom.js';
import { format } from '../app/format.js';
import { CURSOR, here, place } from '../app/router.js';

/** Between the cursors of a trail; none has it in it. */
const SEPARATOR = '.';

/** The cursors of the pages that were gone through up to this one, as the address has them: its end is this page's. */
function trail(parameter) {
  return (place().chosen[parameter] ?? '').split(SEPARATOR).filter((cursor) => cursor !== '');
}

/** The cursor of the page that is shown, for the server. */
export function cursor(parameter = CURSOR) {
  return trail(parameter).at(-1);
}

/**
 * The way through a collection that is read `size` rows at a time: previous and next. The cursors gone through stand in the
 * address under `parameter`, so that an address leads back too. `total` is how many there are, where that is known.
 */
export function pages({ items, next }, name, { size, parameter = CURSOR, total = null }) {
  const gone = trail(parameter);
  const to = (cursors) => here({ [parameter]: cursors.join(SEPARATOR) });
  const before = gone.length * size;
  const last = before + items.length;
  const all = next ? total : last;
  if (gone.length === 0 && !next) {
    return [];
  }
  return [
    h(
      'nav',
      { class: 'pages', 'aria-label': `Pages of ${name}` },
      h('span', {}, `${format.count(before + 1)}–${format.count(last)}${all === null ? '' : ` of ${format.count(all)}`}`),
      gone.length > 0 ? h('a', { href: to(gone.slice(0, -1)), rel: 'prev', id: `previous-${parameter}` }, 'Previous') : null,
      next ? h('a', { href: to([...gone, next]), rel: 'next', id: `next-${parameter}` }, 'Next') : null,
    ),
  ];
}
