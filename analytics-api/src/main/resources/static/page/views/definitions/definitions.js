import { h } from '../../app/dom.js';
import { openapi, resolved } from '../../app/openapi.js';
import { href } from '../../app/router.js';
import { heading } from '../../components/heading.js';
import { empty, filled, prose } from '../../components/state.js';
import { table } from '../../components/table.js';

export const title = 'Definitions';

/** What each figure means. It stands in the API's own description and nowhere else. */
export function show({ chosen }) {
  return [
    heading(title, 'What each figure means, endpoint by endpoint, in the words of the API’s own description.'),
    chosen.of ? h('p', {}, h('a', { href: href('definitions') }, 'All definitions')) : null,
    filled(h('div', { class: 'columns' }), async () => {
      const description = await openapi();
      const endpoints = Object.entries(description.paths).filter(([path, { get }]) => get && path.startsWith('/api/') && (!chosen.of || matches(path, chosen.of)));
      endpoints.sort(([one], [other]) => one.localeCompare(other));
      return endpoints.length === 0 ? [empty('The API describes no such endpoint.')] : endpoints.map(([path, { get }]) => endpoint(description, path, get));
    }),
  ].filter((part) => part !== null);
}

/** Whether an address is one of a described path, whose `{…}` stand for anything. */
function matches(path, address) {
  const described = path.split('/');
  const given = address.split('/');
  return described.length === given.length && described.every((part, index) => part.startsWith('{') || part === given[index]);
}

function endpoint(description, path, operation) {
  const fields = figures(description, answer(description, operation));
  return h(
    'section',
    { class: 'panel wide' },
    h('h2', {}, operation.summary ?? path),
    h('p', { class: 'panel-note' }, h('code', {}, `GET ${path}`)),
    sentences(operation.description ?? '').map((sentence) => h('p', {}, prose(sentence))),
    fields.length > 0 ? table(`Figures of ${path}`, [{ key: 'name', label: 'Figure', show: (row) => h('code', {}, row.name) }, { key: 'meaning', label: 'Meaning', format: 'long' }], fields, { sort: {} }) : null,
  );
}

/** A description, with a line of its own for each figure that it explains: `name: …` or `name = …`. */
function sentences(text) {
  return text.trim().split(/(?<=[.;])\s+(?=[a-z_0-9]+(?::| =))/).filter((sentence) => sentence !== '');
}

/** The schema of what comes back as JSON; of a collection, that of its rows. */
function answer(description, operation) {
  const schema = resolved(description, operation.responses?.['200']?.content?.['application/json']?.schema);
  return schema?.properties?.items ?? schema;
}

/** The named values of a schema with their descriptions, those of inner objects as `outer.inner`. */
function figures(description, schema, prefix = '', depth = 0) {
  const whole = resolved(description, schema);
  if (!whole || depth > 5) {
    return [];
  }
  if (whole.type === 'array') {
    return figures(description, whole.items, prefix, depth + 1);
  }
  return Object.entries(whole.properties ?? {}).flatMap(([name, property]) => {
    const described = { ...resolved(description, property), ...(property.description && { description: property.description }) };
    const own = described.description ? [{ name: prefix + name, meaning: described.description }] : [];
    return [...own, ...figures(description, described, `${prefix}${name}.`, depth + 1)];
  });
}
