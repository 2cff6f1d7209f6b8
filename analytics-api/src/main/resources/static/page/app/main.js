import { begin, hasToken, useToken } from './api.js';
import { announce, h } from './dom.js';
import { again, held, href, HELD, here, place } from './router.js';
import { darkness } from './darkness.js';
import { views } from './views.js';
import { find } from '../components/find.js';
import { followWithToken } from '../components/follow.js';
import { heading } from '../components/heading.js';
import { beginNotices } from '../components/notices.js';
import { fillAll, forgetFar } from '../components/state.js';
import { keepPlace, returnToPlace } from '../components/stay.js';
import { trust } from '../components/trust.js';
import { beginPanels, meaningless } from '../components/shown.js';

const main = document.getElementById('main');
const bar = document.querySelector('.views');
let leave = new AbortController();
let shown = null;

/** What is to be said of the load that all figures are of from now on. */
let news = null;

/** Milliseconds that a view stays before it is shown anew by itself: several servers may answer after several loads for a while. */
const REST = 5000;
let renewed = -REST;

/** Milliseconds between two looks whether all is there. */
const PATIENCE = 50;

async function show(event) {
  leave.abort();
  leave = new AbortController();
  const left = leave.signal;
  begin();

  const at = place();
  const entry = views[at.view];

  main.setAttribute('aria-busy', 'true');
  const view = await entry?.module();
  if (left.aborted) {
    return;
  }
  const stays = shown === `${at.view}/${at.subject}`;
  shown = `${at.view}/${at.subject}`;
  const title = entry?.title ?? 'No such view';
  document.title = `${title} · Credit management`;
  showBar(at);
  beginPanels();
  forgetFar();
  keepPlace(main, stays, event instanceof HashChangeEvent);
  const chooses = typeof view?.chooses === 'function' ? view.chooses(at) : (view?.chooses ?? []);
  const said = beginNotices(view ? faults(at, chooses, view.named) : [], meaningless, news);
  const [head, ...parts] = view ? view.show({ ...at, title }, left) : [heading(title, `There is no view named ${at.view}. Choose one above.`)];
  main.replaceChildren(...[head, view ? kept(chooses) : null, said, ...parts].filter(Boolean));
  main.removeAttribute('aria-busy');
  trust(document.getElementById('trust'), left);
  returnToPlace(main, stays);
  announce(news === null ? title : `${title}. ${news}`);
  news = null;
}

/** Shows the view anew, all of it after the load that is the newest now: figures of two loads must not stand together. */
function renew({ detail: { was, is } }) {
  const all = is === 0 ? 'there are no figures now' : `all figures are of ${is > was ? 'it' : `load ${is}`} now`;
  news = `Load ${is > was ? is : was} has been ${is > was ? 'published' : 'taken back'} meanwhile; ${all}.`;
  const soon = setTimeout(() => {
    renewed = performance.now();
    again();
  }, renewed + REST - performance.now());
  leave.signal.addEventListener('abort', () => clearTimeout(soon));
}

/** The bar of views; each link keeps what is held. */
function showBar({ view }) {
  const offered = Object.entries(views).filter(([, { under }]) => !under);
  bar.replaceChildren(...offered.map(([name, { title }]) => h('a', { href: href(name), 'aria-current': view === name || views[view]?.under === name ? 'page' : null }, title)));
}

/** What of the address says nothing to the view: whoever mistyped a filter must not take all rows for the filtered ones. */
function faults({ faults: found, subject, chosen }, chooses, named = false) {
  const known = [...HELD, ...chooses, 'table', 'order'];
  return [
    ...found,
    ...(subject !== null && !named ? [`Nothing is under \`${subject}\` here; that part of the address is left out.`] : []),
    ...Object.keys(chosen).filter((name) => !known.includes(name)).map((name) => `This view has no filter \`${name}\`; it is left out.${chooses.length > 0 ? ` It has ${chooses.join(', ')}.` : ''}`),
  ];
}

/** Filters of other views that this one has no use for, and keeps for them. */
function kept(chooses) {
  const others = Object.entries(held()).filter(([name]) => !chooses.includes(name));
  return others.length === 0
    ? null
    : h(
        'p',
        { class: 'lead kept' },
        `Kept for other views, without effect here: ${others.map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`).join(', ')}. `,
        h('a', { href: here(Object.fromEntries(others.map(([name]) => [name, null]))) }, 'Let go'),
      );
}

/** In place of the view, when the server answers only to those who show a token. */
function askForToken() {
  const input = h('input', { id: 'token', type: 'password', required: true, autocomplete: 'off' });
  const enter = (event) => {
    event.preventDefault();
    useToken(input.value.trim());
    shown = null;
    show();
  };
  main.replaceChildren(
    heading('A token is needed', hasToken() ? 'The server does not know the token that it was shown. Enter another one.' : 'This server answers only to those who show a token. It is kept until this tab is closed.'),
    h('form', { class: 'filters', onsubmit: enter }, h('div', { class: 'filter' }, h('label', { for: 'token' }, 'Token'), input), h('button', {}, 'Show the figures')),
  );
  input.focus();
}

/** Prints the view once all of it is there. */
async function printAll() {
  fillAll();
  while (main.querySelector('[aria-busy]') !== null) {
    await new Promise((next) => setTimeout(next, PATIENCE));
  }
  print();
}

// The address keeps its place: the skip link moves the focus only.
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
document.querySelector('.foot a[href="openapi.json"]').addEventListener('click', followWithToken);
document.querySelector('.print').addEventListener('click', printAll);
addEventListener('beforeprint', fillAll);
addEventListener('hashchange', show);
addEventListener('tokenneeded', askForToken);
addEventListener('otherload', renew);
darkness();
find(document.querySelector('.find'));
show();
