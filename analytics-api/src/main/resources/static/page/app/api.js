/** An answer of the API that is not the one asked for: RFC 9457's members, in our words where the server sent none. */
export class Problem extends Error {
  constructor({ status = 0, title, detail, parameter }) {
    super(detail ?? title);
    Object.assign(this, { status, title, detail, parameter });
  }
}

/** Largest page that the API gives. */
const LIMIT = 1000;

const answers = new Map();

/** Lets go of what was fetched, so that the next who asks does so anew. What has not changed comes back as a 304. */
export function forget() {
  answers.clear();
}

/** What the answers of a view rest on: the newest published load, 0 where there is none, as the first of them says it. */
let ground = { load: null };

/** Begins a view, which asks anew, and whose answers all have to rest on one load. */
export function begin() {
  forget();
  ground = { load: null };
}

/** How an entity tag of the API begins, and ends. */
const LOAD = /^(?:W\/)?"(\d+|null)-[0-9a-f]+-\w+"$/;

/** Tells by `otherload` of the first answer that rests on another load than those before it in its view. One of a past state says nothing of that. */
function compare(url, response, view) {
  const [, load] = response.headers.get('ETag')?.match(LOAD) ?? [];
  if (load === undefined || view !== ground || new URL(url, document.baseURI).searchParams.has('load')) {
    return;
  }
  const [was, is] = [view.load, Number(load) || 0];
  if (was === null) {
    view.load = is;
  } else if (is !== was) {
    ground = { load: is };
    dispatchEvent(new CustomEvent('otherload', { detail: { was, is } }));
  }
}

/** The address of an endpoint; parameters without a value are left out. */
export function address(path, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** What an endpoint answers. Parts of a view that ask the same share one request. */
export function get(path, parameters) {
  const url = address(path, parameters);
  if (!answers.has(url)) {
    const answer = fetchJson(url);
    answer.catch(() => answers.delete(url));
    answers.set(url, answer);
  }
  return answers.get(url);
}

/** All rows of a collection, page by page. */
export async function everyRow(path, parameters = {}) {
  const rows = [];
  let after = null;
  do {
    const page = await get(path, { ...parameters, limit: LIMIT, after });
    rows.push(...page.items);
    after = page.next;
  } while (after !== null);
  return rows;
}

/** The rows of an answer, whether it is a bare array or a page of a collection. */
export function rowsOf(answer) {
  return Array.isArray(answer) ? answer : answer.items;
}

async function fetchJson(url) {
  return (await ask(url, 'application/json')).json();
}

/** What there is at an address, in the form that it has by itself. */
export async function copyOf(url) {
  return (await ask(url, '*/*')).blob();
}

/** Where the token is kept, for as long as the tab is open. */
const TOKEN = 'token';

/** Whether the server has been shown a token. */
export function hasToken() {
  return sessionStorage.getItem(TOKEN) !== null;
}

/** The token to show from now on. */
export function useToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

async function ask(url, accepted) {
  const token = sessionStorage.getItem(TOKEN);
  const view = ground;
  let response;
  try {
    response = await fetch(url, { headers: { Accept: accepted, ...(token !== null && { Authorization: `Bearer ${token}` }) } });
  } catch {
    throw new Problem({
      title: 'The server does not answer',
      detail: 'Is `credit serve` still running? Start it again, then retry.',
    });
  }
  if (response.ok) {
    compare(url, response, view);
    return response;
  }
  if (response.status === 401) {
    dispatchEvent(new Event('tokenneeded'));
  }
  const problem = await response.json().catch(() => ({}));
  throw new Problem({ title: `The server answered ${response.status}`, ...problem, status: response.status });
}
