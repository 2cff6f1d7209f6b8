import { note, place } from '../app/router.js';

/**
 * How the panels of a view are shown, as the address says it: `table=ageing,vintages` names those whose table stands in the
 * chart's place, `order=ageing:credits:desc` those whose rows are in another order than they came in.
 */
const panels = new Map();

/** Begins a view, which has no panel yet. */
export function beginPanels() {
  panels.clear();
}

/** A panel says its name, whether a table can stand in its chart's place, and by which of its columns' keys it can be ordered. */
export function offer(name, { toggles, columns }) {
  panels.set(name, { toggles, columns });
}

const listed = (parameter) => (place().chosen[parameter] ?? '').split(',').filter((entry) => entry !== '');

/** Whether a panel's table stands in its chart's place. */
export function isTable(name) {
  return listed('table').includes(name);
}

export function showTable(name, isShown) {
  const others = listed('table').filter((entry) => entry !== name);
  note({ table: (isShown ? [...others, name] : others).join(',') });
}

/** What a panel's rows are ordered by, or null. */
export function orderOf(name) {
  const entry = listed('order').map((each) => each.split(':')).find(([panel]) => panel === name);
  return entry && DIRECTIONS[entry[2]] ? { key: entry[1], direction: DIRECTIONS[entry[2]] } : null;
}

export function order(name, key, direction) {
  const short = Object.keys(DIRECTIONS).find((each) => DIRECTIONS[each] === direction);
  note({ order: [...listed('order').filter((entry) => !entry.startsWith(`${name}:`)), `${name}:${key}:${short}`].join(',') });
}

const DIRECTIONS = { __proto__: null, asc: 'ascending', desc: 'descending' };

/** What the address says of panels or columns that are not there. */
export function meaningless() {
  const names = [...panels.keys()].join(', ');
  const inVain = (entry) => `There is no part \`${entry}\` here; that part of the address is left out. There is ${names}.`;
  return [
    ...listed('table').flatMap((name) => (!panels.has(name) ? [inVain(name)] : panels.get(name).toggles ? [] : [`The part \`${name}\` has no chart that a table could stand in for.`])),
    ...listed('order').flatMap((entry) => {
      const [name, key, direction] = entry.split(':');
      if (!panels.has(name)) {
        return [inVain(name)];
      }
      const { columns } = panels.get(name);
      return columns.includes(key) && DIRECTIONS[direction] ? [] : [`The address says the order \`${entry}\`; expected ${name}, one of ${columns.join(', ')}, and asc or desc, with colons between.`];
    }),
  ];
}
