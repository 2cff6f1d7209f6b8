import { h } from '../app/dom.js';
import { href } from '../app/router.js';

/** Where one row's versions are, whatever its feed; the key of a row may hold slashes. */
export function rowAt(feed, key) {
  return href('row', { subject: `${feed}/${key}` });
}

/** Where rows are listed: those of `list` that the filters leave. */
export function rowsAt(list, filters) {
  return href('rows', { subject: list, ...filters });
}

/** A seller's name, leading to its view. */
export function sellerLink({ seller_id, seller_name }) {
  return h('a', { href: href('seller', { subject: seller_id }) }, seller_name ?? `Seller ${seller_id}`);
}

/** Where an issue's row is: a seller's view, or a row's versions. */
export function issueAt({ entity, entity_key }) {
  return entity === 'sellers' ? href('seller', { subject: entity_key }) : rowAt(entity, entity_key);
}
