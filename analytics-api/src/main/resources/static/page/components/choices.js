import { get, rowsOf } from '../app/api.js';
import { CURRENCIES } from '../app/currencies.js';
import { choice } from './filter.js';

/** The markets that have sellers, and all of them. */
export async function markets() {
  const stats = rowsOf(await get('/api/dashboard/stats'));
  return [['', 'All markets'], ...stats.map(({ market }) => [market, market])];
}

/** The currency that amounts are shown in: one of those that the platform knows, of which the first is shown unless another is chosen. */
export function currency(chosen) {
  return choice('currency', 'Currency', chosen, CURRENCIES.map((code, index) => [index === 0 ? '' : code, code]));
}
