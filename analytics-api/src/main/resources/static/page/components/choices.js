import { get, rowsOf } from '../app/api.js';
import { parameter } from '../app/openapi.js';
import { choice } from './filter.js';

/** The markets that have sellers, and all of them. */
export async function markets() {
  const stats = rowsOf(await get('/api/dashboard/stats'));
  return [['', 'All markets'], ...stats.map(({ market }) => [market, market])];
}

/** The currencies that amounts can be shown in where they are converted; the first is what they are in otherwise. */
const CURRENCIES = ['USD', 'EUR', 'SAR', 'AED'];

/** The currency of the amounts. To be chosen only if the API says that `path` converts them. */
export function currency(chosen, path) {
  const filter = choice('currency', 'Currency', chosen, CURRENCIES.map((code, index) => [index === 0 ? '' : code, code]));
  const [label, select] = filter.children;
  select.disabled = true;
  parameter(path, 'currency').then(
    (found) => {
      select.disabled = found === null;
      label.textContent = found === null ? 'Currency (API converts none yet)' : 'Currency';
    },
    () => {},
  );
  return filter;
}
