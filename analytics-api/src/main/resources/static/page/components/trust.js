import { h } from '../app/dom.js';
import { age, format } from '../app/format.js';
import { href } from '../app/router.js';
import { summary } from '../app/summary.js';

/** What all figures rest on, and what speaks against relying on them: above every view. */
export async function trust(element, left) {
  let known = null;
  try {
    known = await summary();
  } catch {
    // The view says what is wrong; figures that are not there need no such word.
  }
  if (!left.aborted) {
    element.hidden = known === null || known.load === null;
    element.replaceChildren(...(element.hidden ? [] : said(known)));
  }
}

function said({ load, loads_failed_since: failed, last_failed_load, critical_issues: critical, missing_rates }) {
  const against = [
    failed > 0 && h('a', { href: href('loads', { subject: last_failed_load.load_id }) }, `${format.count(failed)} ${failed === 1 ? 'load' : 'loads'} failed since`),
    critical?.issues > 0 && h('a', { href: href('quality', { severity: 'Critical' }) }, `${format.count(critical.issues)} Critical issues`),
    critical === null && h('span', {}, 'not checked yet'),
    critical !== null && critical.load_id !== load.load_id && h('span', {}, `not checked since load ${critical.load_id}`),
    missing_rates.length > 0 && h('span', {}, `no rate for ${missing_rates.map(({ from_currency, to_currency }) => `${from_currency} to ${to_currency}`).join(', ')}`),
  ].filter(Boolean);
  return [
    h('strong', { class: `mark ${against.length === 0 ? 'good' : 'warn'}` }, against.length === 0 ? 'Nothing known against these figures' : 'Use with care'),
    ...against,
    h('span', {}, 'Data of ', h('b', {}, load.day), ', ', h('a', { href: href('loads', { subject: load.load_id }) }, `load ${load.load_id}`), `, published ${format.time(load.published_at)} UTC, ${age(load.published_at)}`),
  ];
}
