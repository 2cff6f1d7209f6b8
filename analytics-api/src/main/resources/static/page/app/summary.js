import { get } from './api.js';
import { held } from './router.js';

export const SUMMARY = '/api/portfolio/summary';

/** The portfolio in short, with what it rests on, as the held filters have it. All who ask for it at one place share one request. */
export function summary() {
  return get(SUMMARY, held());
}
