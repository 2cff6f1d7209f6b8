import { h } from '../app/dom.js';

/** Text in which `…` marks what a reader types. */
export function prose(text) {
  return String(text).split('`').map((part, index) => (index % 2 === 1 ? h('code', {}, part) : part));
}

/** Stands where something is still to come. */
export function waiting(chartSized = false) {
  return h('div', { class: chartSized ? 'waiting chart-sized' : 'waiting', role: 'img', 'aria-label': 'Loading' });
}

/** Stands where there is nothing, and says why or what to do. */
export function empty(text) {
  return h('div', { class: 'state empty' }, h('p', {}, prose(text)));
}

/** Names the pairs of currencies without a rate, whose amounts are in none of the figures of `rows`. */
export function missingRates(rows) {
  const pairs = new Set(rows.flatMap((row) => row.missing_rates ?? []).map(({ from_currency, to_currency }) => `${from_currency} to ${to_currency}`));
  return pairs.size === 0 ? null : h('p', { class: 'notice', role: 'note' }, prose(`Amounts are left out, as no exchange rate of their day is known: ${[...pairs].toSorted().join(', ')}. Import it in \`exchange_rates.csv\`.`));
}

/** A reported amount, or nothing where all that it would add up is left out: that is not zero. */
export function known(amount, { reported, missing_rates }) {
  return amount === 0 && missing_rates.some(({ to_currency }) => to_currency === reported.currency) ? null : amount;
}

/** Stands where something went wrong. */
export function problem({ title, detail, parameter }, again = null) {
  return h(
    'div',
    { class: 'state error', role: 'alert' },
    h('p', { class: 'state-title' }, title ?? 'This could not be shown'),
    detail ? h('p', {}, prose(detail)) : null,
    parameter ? h('p', {}, 'At fault: ', h('code', {}, parameter)) : null,
    again ? h('button', { type: 'button', onclick: again }, 'Retry') : null,
  );
}

/** An element that fills itself: waiting, then what `load` gives, or the problem with a way to try again. */
export function filled(element, load, chartSized = false) {
  const attempt = async () => {
    element.setAttribute('aria-busy', 'true');
    element.replaceChildren(waiting(chartSized));
    try {
      element.replaceChildren(...[await load()].flat(Infinity).filter(Boolean));
    } catch (failure) {
      if (failure.status === undefined) {
        console.error(failure);
      }
      element.replaceChildren(problem(failure, () => attempt()));
    }
    element.removeAttribute('aria-busy');
  };
  attempt();
  return element;
}
