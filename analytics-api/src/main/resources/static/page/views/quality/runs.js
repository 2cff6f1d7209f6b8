import { get, rowsOf } from '../../app/api.js';

export const RUNS = '/api/data-quality/runs';

export const NO_RUN = 'No quality run yet. `credit check` makes one.';

/** Why a panel has nothing to show: `otherwise` is so only where a run was made. */
export function unlessNoRun(otherwise) {
  return async () => (rowsOf(await get(RUNS)).length === 0 ? NO_RUN : otherwise);
}
