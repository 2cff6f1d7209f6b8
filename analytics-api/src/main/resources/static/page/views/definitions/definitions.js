import { h } from '../../app/dom.js';
import { openapi } from '../../app/openapi.js';
import { href } from '../../app/router.js';
import { heading } from '../../components/heading.js';
import { empty, filled } from '../../components/state.js';
import { prose } from '../../components/text.js';

export const chooses = ['of'];

/** What each figure means. It stands in the API's own description and nowhere else. */
export function show({ title, chosen }) {
  return [
    heading(title, 'What each figure means, endpoint by endpoint, in the words of the API’s own description.'),
    chosen.of ? h('p', {}, h('a', { href: href('definitions') }, 'All definitions')) : null,
    filled(h('div', { class: 'columns', id: 'definitions' }), async () => {
      const description = await openapi();
      const endpoints = Object.entries(description.paths).filter(([path, { get }]) => get && path.startsWith('/api/') && (!chosen.of || matches(path, chosen.of)));
      endpoints.sort(([one], [other]) => one.localeCompare(other));
      return endpoints.length === 0 ? [empty('The API describes no such endpoint.')] : endpoints.map(([path, { get }]) => endpoint(path, get));
    }),
  ].filter((part) => part !== null);
}

/** Whether an address is one of a described path, whose `{…}` stand for anything. */
function matches(path, address) {
  const described = path.split('/');
  const given = address.split('/');
  return described.length === given.length && described.every((part, index) => part.startsWith('{') || part === given[index]);
}

function endpoint(path, operation) {
  return h(
    'section',
    { class: 'panel wide' },
    h('h2', {}, operation.summary ?? path),
    h('p', { class: 'panel-note' }, h('code', {}, `GET ${path}`)),
    sentences(operation.description ?? '').map((sentence) => h('p', {}, prose(sentence))),
  );
}

/** A description, with a line of its own for each figure that it explains: `name: …` or `name = …`. */
function sentences(text) {
  return text.trim().split(/(?<=[.;])\s+(?=[a-z_0-9]+(?::| =))/).filter((sentence) => sentence !== '');
}
