import { h } from '../app/dom.js';
import { again, here, place } from '../app/router.js';
import { prose } from './text.js';

/**
 * What a view has to say once, however many of its parts come upon it: that it rests on another load since, what of its address
 * means nothing, what could not be shown and why, which exchange rates are missing (the banner above every view says those). There is one way to try again, for all parts and filters at once.
 */
class Notices {
  element = h('div', { class: 'stack notices', hidden: true });
  #waiting = 0;
  #faults = new Set();
  #rates = new Set();
  #failures = new Map();
  #settled;
  #heed = () => {};

  #news;

  constructor(faults, settled, news = null) {
    this.#news = news;
    faults.forEach((fault) => this.#faults.add(fault));
    this.#settled = settled;
    this.#write();
  }

  /** A part begins to wait for answers. */
  waits() {
    this.#waiting += 1;
  }

  /** A part has what it waited for, or will not get it. */
  goesOn() {
    this.#waiting -= 1;
    if (this.#waiting === 0) {
      this.#settled().forEach((fault) => this.#faults.add(fault));
      this.#write();
    }
  }

  /** A part could not be shown. */
  failed({ title, detail, parameter }) {
    this.#failures.set(`${title} ${detail}`, { title, detail, parameter });
    this.#write();
  }

  /** Pairs of currencies without a rate, whose amounts are in none of the figures. */
  missing(pairs) {
    const known = this.#rates.size;
    pairs.forEach(({ from_currency, to_currency }) => this.#rates.add(`${from_currency} to ${to_currency}`));
    if (this.#rates.size > known) {
      this.#heed();
    }
  }

  /** The pairs that are missing, by alphabet. */
  rates() {
    return [...this.#rates].toSorted();
  }

  /** Has `heed` called whenever another pair turns out to be missing. */
  whenMissing(heed) {
    this.#heed = heed;
  }

  #write() {
    const parts = [this.#news && h('p', { class: 'notice news' }, this.#news), this.#refused(), this.#meaningless()].filter(Boolean);
    this.element.hidden = parts.length === 0;
    this.element.replaceChildren(...parts);
  }

  #refused() {
    return this.#failures.size === 0
      ? null
      : h(
          'div',
          { class: 'state error', role: 'alert' },
          [...this.#failures.values()].map(({ title, detail, parameter }) => [
            h('p', { class: 'state-title' }, title ?? 'This could not be shown'),
            detail ? h('p', {}, prose(detail)) : null,
            parameter ? h('p', {}, 'At fault: ', h('code', {}, parameter), parameter in place().chosen ? ['. ', h('a', { href: here({ [parameter]: null }) }, 'Take it away')] : null) : null,
          ]),
          h('button', { type: 'button', id: 'retry', onclick: again }, 'Retry'),
        );
  }

  #meaningless() {
    return this.#faults.size === 0 ? null : h('div', { class: 'notice faults', role: 'alert' }, [...this.#faults].map((sentence) => h('p', {}, prose(sentence))));
  }
}

let current = new Notices([], () => []);

/** Begins a view: `faults` of its address that are known at once, `settled()` for those that its parts tell, and `news` of its load, if there are any. */
export function beginNotices(faults, settled, news) {
  current = new Notices(faults, settled, news);
  return current.element;
}

/** The notices of the view that is being shown. A part keeps those that it was begun with. */
export function notices() {
  return current;
}
