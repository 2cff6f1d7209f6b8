import { h } from '../app/dom.js';

/** Text in which `…` marks what a reader types. */
export function prose(text) {
  return String(text).split('`').map((part, index) => (index % 2 === 1 ? h('code', {}, part) : part));
}
