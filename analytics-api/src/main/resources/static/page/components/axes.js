import { format } from '../app/format.js';

/** An axis of shares: 0 % to `max`, or as far as they go. */
export function shares(max = null) {
  return { type: 'value', min: 0, max, axisLabel: { formatter: (value) => `${Math.round(value * 100)}%` } };
}

/** An axis of amounts in one currency, written short. */
export function amounts(currency) {
  return { type: 'value', axisLabel: { formatter: (value) => `${format.short(value)} ${currency}` } };
}

/** An axis of names, in their order. */
export function names(data, rest = {}) {
  return { type: 'category', data, ...rest };
}

/** One row of bars. */
export function bars(name, data, rest = {}) {
  return { name, type: 'bar', barMaxWidth: 44, data, ...rest };
}

/** One line; a point without a value is a gap. */
export function line(name, data, rest = {}) {
  return { name, type: 'line', symbolSize: 5, lineStyle: { width: 2 }, emphasis: { focus: 'series' }, data, ...rest };
}

/** Colours for the cells of a heat map, from none to `max`, without a key: the cells say their values. */
export function heat({ surface, warm }, max) {
  return { visualMap: { show: false, min: 0, max, inRange: { color: [surface, warm] } } };
}
