import { forget, hasToken, useToken } from './api.js';
import { announce, h } from './dom.js';
import { words } from './format.js';
import { href, place } from './router.js';
import { followWithToken } from '../components/follow.js';
import { heading } from '../components/heading.js';
import { prose } from '../components/state.js';
import * as portfolio from '../views/portfolio/portfolio.js';
import * as sellers from '../views/sellers/sellers.js';
import * as seller from '../views/seller/seller.js';
import * as quality from '../views/quality/quality.js';
import * as loads from '../views/loads/loads.js';
import * as row from '../views/row/row.js';
import * as managers from '../views/managers/managers.js';
import * as leads from '../views/leads/leads.js';
import * as definitions from '../views/definitions/definitions.js';

/**
 * A view gives its title, the names of what can be chosen in its address, whether that names a subject, and
 * `show(place, left)`, which gives its parts; `left` tells when the reader has gone on.
 */
const views = { __proto__: null, portfolio, sellers, seller, quality, loads, row, managers, leads, definitions };

/** What the bar offers, and the views that stand under each. */
const offered = [
  ['portfolio'],
  ['sellers', 'seller'],
  ['managers'],
  ['leads'],
  ['quality'],
  ['loads', 'row'],
  ['definitions'],
];

const main = document.getElementById('main');
const bar = document.querySelector('.views');
let leave = new AbortController();
let shown = null;

function show() {
  leave.abort();
  leave = new AbortController();
  forget();

  const here = place();
  const view = views[here.view];
  const stays = shown === `${here.view}/${here.subject}`;
  const focused = stays ? document.activeElement?.id : null;
  shown = `${here.view}/${here.subject}`;

  const title = view?.title ?? 'No such view';
  document.title = `${title} · Credit management`;
  bar.replaceChildren(
    ...offered.map(([name, ...under]) =>
      h('a', { href: href(name), 'aria-current': here.view === name || under.includes(here.view) ? 'page' : null }, views[name].title),
    ),
  );
  main.replaceChildren(
    ...(view ? withFaults(view.show(here, leave.signal), faults(here, view)) : [heading(title, `There is no view named ${here.view}. Choose one above.`)]),
  );

  if (focused) {
    document.getElementById(focused)?.focus();
  } else if (!stays) {
    scrollTo(0, 0);
  }
  announce(title);
}

/** Under the view's head. */
function withFaults([head, ...parts], said) {
  return said === null ? [head, ...parts] : [head, said, ...parts];
}

/** What of the address says nothing to the view: whoever mistyped a filter must not take all rows for the filtered ones. */
function faults({ faults: found, subject, chosen }, { chooses = [], named = false }) {
  const said = [
    ...found,
    ...(subject !== null && !named ? [`Nothing is under \`${subject}\` here; that part of the address is left out.`] : []),
    ...Object.keys(chosen).filter((name) => !chooses.includes(name)).map((name) => `This view has no filter \`${name}\`; it is left out.${chooses.length > 0 ? ` It has ${chooses.join(', ')}.` : ''}`),
  ];
  return said.length === 0 ? null : h('div', { class: 'notice faults', role: 'alert' }, said.map((sentence) => h('p', {}, prose(sentence))));
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

function darkness() {
  const button = document.querySelector('.theme');
  const root = document.documentElement;
  const other = () => (root.dataset.theme === 'dark' ? 'light' : 'dark');
  const say = () => button.replaceChildren(`${words(other())} theme`);
  button.addEventListener('click', () => {
    root.dataset.theme = other();
    localStorage.setItem('theme', root.dataset.theme);
    say();
    dispatchEvent(new Event('themechange'));
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => {
    if (localStorage.getItem('theme') === null) {
      root.dataset.theme = matches ? 'dark' : 'light';
      say();
      dispatchEvent(new Event('themechange'));
    }
  });
  say();
}

// The address keeps its place: the skip link moves the focus only.
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
document.querySelector('.foot a[href="openapi.json"]').addEventListener('click', followWithToken);
addEventListener('hashchange', show);
addEventListener('tokenneeded', askForToken);
darkness();
show();
