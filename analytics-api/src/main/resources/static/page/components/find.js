import { get } from '../app/api.js';
import { announce, h } from '../app/dom.js';
import { href } from '../app/router.js';

/** How many sellers are offered. */
const OFFERED = 8;

/** Milliseconds without a key before the server is asked. */
const PAUSE = 150;

/**
 * Finds sellers by id or a part of the name, from every view: `/` leads here, an arrow down to what was found, Return to the
 * first of it, Escape back to an empty field.
 */
export function find(form) {
  const input = form.querySelector('input');
  const found = form.querySelector('.found');
  let pause = null;

  const close = () => {
    clearTimeout(pause);
    found.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  };
  const open = (...children) => {
    found.replaceChildren(...children);
    found.hidden = false;
    input.setAttribute('aria-expanded', 'true');
  };
  const look = async () => {
    const text = input.value.trim();
    if (text === '') {
      close();
      return [];
    }
    let sellers = [];
    try {
      const { items, next } = await get('/api/sellers', { q: text, limit: OFFERED });
      if (input.value.trim() !== text) {
        return [];
      }
      sellers = items;
      const said = items.length === 0 ? `No seller has “${text}” as its id or in its name.` : next ? `The first ${OFFERED}; more letters find fewer.` : null;
      open(h('ul', {}, items.map((seller) => h('li', {}, h('a', { href: href('seller', { subject: seller.seller_id }) }, h('bdi', {}, seller.seller_name), h('span', { class: 'soft' }, ` ${seller.market}, ${seller.seller_id}`))))), said ? h('p', {}, said) : '');
      announce(said ?? `${items.length} found`);
    } catch (failure) {
      open(h('p', { role: 'alert' }, failure.detail ?? failure.message));
    }
    return sellers;
  };
  const leave = () => {
    close();
    input.value = '';
  };
  // What is read next is the seller's view.
  const goOn = () => {
    leave();
    document.getElementById('main').focus({ preventScroll: true });
  };

  input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE);
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearTimeout(pause);
    const [first] = await look();
    if (first) {
      location.hash = href('seller', { subject: first.seller_id });
      goOn();
    }
  });
  form.addEventListener('keydown', (event) => {
    const links = [...found.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement);
    if (event.key === 'Escape') {
      leave();
      input.focus();
    } else if (event.key === 'ArrowDown' && links.length > 0 && !found.hidden) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === 'ArrowUp' && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? input).focus();
    }
  });
  found.addEventListener('click', ({ target, ctrlKey, metaKey, shiftKey }) => target.closest('a') && (ctrlKey || metaKey || shiftKey ? leave() : goOn()));
  form.addEventListener('focusout', ({ relatedTarget }) => relatedTarget !== null && !form.contains(relatedTarget) && close());
  addEventListener('keydown', (event) => {
    const isTyping = event.target.closest?.('input, select, textarea') !== null;
    if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
}
