import { get } from './api.js';

/** The API's own description: what each endpoint takes, and what each figure means. */
export function openapi() {
  return get('/openapi.json');
}
