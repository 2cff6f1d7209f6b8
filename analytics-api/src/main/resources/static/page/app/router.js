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

/** The address of a place. Empty parameters are left out. */
export function href(view, { subject, ...chosen } = {}) {
  const given = Object.entries(chosen).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const query = given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
  return `#/${view}${subject === undefined || subject === null ? '' : `/${encodeURIComponent(subject)}`}${query}`;
}

/** Goes where the reader is, with some parameters changed. */
export function choose(changes) {
  const { view, subject, chosen } = place();
  location.hash = href(view, { subject, ...chosen, ...changes });
}
