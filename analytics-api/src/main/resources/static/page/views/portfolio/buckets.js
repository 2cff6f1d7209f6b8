import { words } from '../../app/format.js';

/** Ageing buckets from harmless to grave. */
export const BUCKETS = ['not_due', '1-30', '31-60', '61-90', '90+'];

/** What stands in a bucket's place for credits that are no longer open. */
export const CLOSED = 'closed';

/** A bucket as people write it, with what its numbers are. */
export function days(bucket) {
  return /^\d/.test(bucket) ? `${bucket} days` : words(bucket);
}
