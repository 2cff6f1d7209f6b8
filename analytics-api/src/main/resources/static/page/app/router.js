/**
 * Where the reader is: everything after `#/`. `#/seller/7?leads=all` is the view `seller`, its subject `7`, and one
 * parameter. All that a reader can choose stands there, so that an address can be handed on.
 */
export function place() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [view, subject] = path.split('/');
  return { view: view || 'portfolio', subject: subject ? decodeURIComponent(subject) : null, chosen: Object.fromEntries(new URLSearchParams(query)) };
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
