import { get, rowsOf } from '../app/api.js';
import { parameter } from '../app/openapi.js';
import { choice } from './filter.js';

/** The markets that have sellers, and all of them. */
export async function markets() {
  const stats = rowsOf(await get('/api/dashboard/stats'));
  return [['', 'All markets'], ...stats.map(({ market }) => [market, market])];
}

/** The reporting currency: offered where the API's description says that `path` takes one, greyed out where not. */
export function currency(chosen, path) {
  return choice('currency', 'Currency', chosen, parameter(path, 'currency').then((found) => [['', 'USD'], ...(found?.schema?.enum ?? []).filter((code) => code !== 'USD').map((code) => [code, code])]));
}
