import { copyOf, hasToken } from '../app/api.js';
import { h } from '../app/dom.js';

/** Saves what a link leads to in the page's own name, where a token has to be shown: a link alone could not show it. */
export async function followWithToken(event) {
  if (!hasToken()) {
    return;
  }
  event.preventDefault();
  const link = event.currentTarget;
  const copy = URL.createObjectURL(await copyOf(link.href));
  const name = link.pathname.split('/').at(-1);
  h('a', { href: copy, download: name.includes('.') ? name : `${name}.csv` }).click();
  URL.revokeObjectURL(copy);
}
