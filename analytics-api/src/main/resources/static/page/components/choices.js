import { get, rowsOf } from '../app/api.js';
import { openapi, parameter, resolved } from '../app/openapi.js';
import { choice } from './filter.js';

/** The markets that have sellers, and all of them. */
export async function markets() {
  const stats = rowsOf(await get('/api/dashboard/stats'));
  return [['', 'All markets'], ...stats.map(({ market }) => [market, market])];
}

/** The currency that amounts are shown in: one of those that `path` converts into, which the API's description names. */
export function currency(chosen, path) {
  return choice('currency', 'Currency', chosen, currencies(path));
}

async function currencies(path) {
  const [description, { schema }] = await Promise.all([openapi(), parameter(path, 'currency')]);
  return resolved(description, schema).enum.map((code) => [code === schema.default ? '' : code, code]);
}
