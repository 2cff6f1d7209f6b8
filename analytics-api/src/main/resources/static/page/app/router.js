/**
 * Where the reader is: everything after `#/`. `#/seller/7?leads=all` is the view `seller`, its subject `7`, and one
 * parameter. All that a reader can choose stands there, so that an address can be handed on.
 */
export function place() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [view, subject, ...rest] = path.split('/').map(decoded);
  const parameters = new URLSearchParams(query);
  return {
    view: view || 'portfolio',
    subject: subject || null,
    chosen: Object.fromEntries(parameters),
    faults: [
      ...(rest.length > 0 ? [`Nothing is under \`${rest.join('/')}\` here; that part of the address is left out.`] : []),
      ...[...new Set(parameters.keys())].filter((name) => parameters.getAll(name).length > 1).map((name) => `The address says \`${name}\` more than once; the last one counts.`),
    ],
  };
}

/** What a part of the address stands for; as it is where it stands for nothing. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What is chosen for all views at once: it stays in the address from one to the next. */
export const HELD = ['market', 'currency', 'as_of'];

/** What is held at this place. */
export function held() {
  const { chosen } = place();
  return Object.fromEntries(HELD.filter((name) => chosen[name]).map((name) => [name, chosen[name]]));
}

/** The address of a place, with what is held here unless it says something else of it. Empty parameters are left out. */
export function href(view, { subject, ...chosen } = {}) {
  const given = Object.entries({ ...held(), ...chosen }).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const query = given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
  return `#/${view}${subject === undefined || subject === null ? '' : `/${encodeURIComponent(subject)}`}${query}`;
}

/** The address of this place with some parameters changed. */
export function here(changes) {
  const { view, subject, chosen } = place();
  return href(view, { subject, ...chosen, ...changes });
}

/** What begins the name of every parameter that says how far into a list the reader is. */
export const CURSOR = 'after';

/** These changes to what is asked for, with which every list of this place begins anew: a cursor is good for one question. */
export function anew(changes) {
  const cursors = Object.keys(place().chosen).filter((name) => name.startsWith(CURSOR));
  return { ...Object.fromEntries(cursors.map((name) => [name, null])), ...changes };
}

/** Goes where the reader is, with some parameters changed. */
export function choose(changes) {
  location.hash = here(changes);
}

/** Writes into the address what the reader sees already, so that a copy of the address shows the same. */
export function note(changes) {
  history.replaceState(null, '', here(changes));
}

/** Shows this place anew, with what the server says now. */
export function again() {
  dispatchEvent(new Event('hashchange'));
}
