import { h } from '../app/dom.js';
import { href, place } from '../app/router.js';

/** The way through a collection that is read a page at a time: forward by its cursor, which stands in the address under `parameter`, back by the browser. */
export function pages(answer, name, parameter = 'after') {
  const { view, subject, chosen } = place();
  const to = (after) => href(view, { subject, ...chosen, [parameter]: after });
  const first = chosen[parameter] ? h('a', { href: to(null) }, 'First page') : null;
  const next = answer.next ? h('a', { href: to(answer.next) }, 'Next page') : null;
  const many = answer.items.length;
  return first || next ? [h('nav', { class: 'pages', 'aria-label': `Pages of ${name}` }, `${many} on this page`, first, next)] : [];
}
