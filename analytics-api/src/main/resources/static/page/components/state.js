import { h } from '../app/dom.js';
import { notices } from './notices.js';
import { prose } from './text.js';

/** Stands where something is still to come. */
function waiting(chartSized) {
  return h('div', { class: chartSized ? 'waiting chart-sized' : 'waiting', role: 'img', 'aria-label': 'Loading' });
}

/** Stands where there is nothing, and says why or what to do. */
export function empty(text, ...more) {
  return h('div', { class: 'state empty' }, h('p', {}, prose(text)), more);
}

/** Stands where something went wrong that is no fault of the page's. */
export function said(title, detail) {
  return h('div', { class: 'state error', role: 'alert' }, h('p', { class: 'state-title' }, title), h('p', {}, prose(detail)));
}

/** A reported amount, or nothing where all that it would add up is left out: that is not zero. */
export function known(amount, { reported, missing_rates }) {
  return amount === 0 && missing_rates.some(({ to_currency }) => to_currency === reported.currency) ? null : amount;
}

/** An element that fills itself: waiting, then what `load` gives. What goes wrong is said once, in the view's notices. */
export function filled(element, load, chartSized = false) {
  const view = notices();
  view.waits();
  element.setAttribute('aria-busy', 'true');
  element.replaceChildren(waiting(chartSized));
  const fill = async () => {
    try {
      element.replaceChildren(...[await load()].flat(Infinity).filter(Boolean));
    } catch (failure) {
      if (failure.status === undefined) {
        console.error(failure);
      }
      view.failed(failure);
      element.replaceChildren(empty('This could not be shown; the notice at the top says why.'));
    }
    element.removeAttribute('aria-busy');
    view.goesOn();
  };
  fill();
  return element;
}
