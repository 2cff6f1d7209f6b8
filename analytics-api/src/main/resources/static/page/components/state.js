import { h } from '../app/dom.js';
import { notices } from './notices.js';
import { emptied, refilled } from './stay.js';
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

/** An amount in a currency, or nothing where all that it would add up is left out: that is not zero. */
export function known(amount, { currency, missing_rates }) {
  return amount === 0 && missing_rates?.some(({ to_currency }) => to_currency === currency) ? null : amount;
}

/**
 * An element that fills itself: waiting, then what `load` gives. What goes wrong is said once, in the view's notices. With
 * `whenNear` it begins once it is about to be seen, so that the first screen does not wait for what is far below it. An element
 * with an id keeps its height and the focus when its view is shown anew.
 */
export function filled(element, load, { chartSized = false, whenNear = false } = {}) {
  const view = notices();
  element.setAttribute('aria-busy', 'true');
  element.replaceChildren(waiting(chartSized));
  emptied(element);
  const fill = async () => {
    view.waits();
    element.setAttribute('aria-busy', 'true');
    try {
      element.replaceChildren(...[await load()].flat(Infinity).filter(Boolean));
    } catch (failure) {
      if (failure.status === undefined) {
        console.error(failure);
      }
      view.failed(failure);
      element.replaceChildren(empty('This could not be shown; the notice at the top says why.'));
    }
    refilled(element);
    element.removeAttribute('aria-busy');
    view.goesOn();
  };
  if (whenNear) {
    toCome.set(element, fill);
    near.observe(element);
  } else {
    fill();
  }
  return element;
}

/** What elements that are still far away will do. */
const toCome = new Map();

/** A quarter of a screen above and below the one that is seen is near. */
const near = new IntersectionObserver((seen) => seen.forEach(({ target, isIntersecting }) => (isIntersecting ? begin(target) : target.removeAttribute('aria-busy'))), { rootMargin: '25% 0%' });

function begin(element) {
  near.unobserve(element);
  toCome.get(element)?.();
  toCome.delete(element);
}

/** Lets go of what a view that was left did not come to. */
export function forgetFar() {
  near.disconnect();
  toCome.clear();
}

/** Fills all that is still far away, as paper needs it. */
export function fillAll() {
  [...toCome.keys()].forEach(begin);
}
