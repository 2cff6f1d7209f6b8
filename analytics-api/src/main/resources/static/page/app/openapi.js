import { get } from './api.js';

/** The API's own description: what each endpoint takes, and what each figure means. */
export function openapi() {
  return get('/openapi.json');
}

/** An endpoint's parameter as the API describes it, or null. */
export async function parameter(path, name) {
  const description = await openapi();
  return description.paths[path]?.get?.parameters?.find((one) => one.name === name) ?? null;
}

/** Follows a reference within the description. */
export function resolved(description, schema) {
  return schema?.$ref ? resolved(description, schema.$ref.split('/').slice(1).reduce((part, name) => part[name], description)) : schema;
}
