import { get } from '../app/api.js';
import { h } from '../app/dom.js';
import { age, counted, daysAgo, format } from '../app/format.js';
import { href } from '../app/router.js';
import { SUMMARY, summary } from '../app/summary.js';
import { notices } from './notices.js';
import { prose } from './text.js';

/** What all figures rest on, and what speaks against relying on them: above every view. */
export async function trust(element, left) {
  const view = notices();
  let known = null;
  element.setAttribute('aria-busy', 'true');
  try {
    // What the figures rest on does not hang on the filters: where these are refused, it is told all the same.
    known = await summary().catch(() => get(SUMMARY));
  } catch {
    // The view says what is wrong; figures that are not there need no such word.
  }
  const draw = () => {
    if (!left.aborted) {
      const rates = view.rates();
      const parts = [...(known?.load ? said(known, rates) : []), withoutRate(rates)].filter(Boolean);
      element.hidden = parts.length === 0;
      element.replaceChildren(...parts);
    }
  };
  if (!left.aborted) {
    element.removeAttribute('aria-busy');
  }
  view.missing(known?.missing_rates ?? []);
  view.whenMissing(draw);
  draw();
}

/** Which rates are missing in any figure that stands beneath. */
function withoutRate(rates) {
  return rates.length === 0
    ? null
    : h('p', { class: 'rates', role: 'note' }, prose(`Amounts are left out, as no exchange rate of their day is known: ${rates.join(', ')}. Import it in \`exchange_rates.csv\`.`));
}

function said({ load, loads_failed_since: failed, last_failed_load, critical_issues: critical }, rates) {
  const against = [
    failed > 0 && h('a', { href: href('loads', { subject: last_failed_load.load_id }) }, `${counted(failed, 'load')} failed since`),
    critical?.issues > 0 && h('a', { href: href('quality', { severity: 'Critical' }) }, counted(critical.issues, 'Critical issue')),
    critical === null && h('span', {}, 'not checked yet'),
    critical !== null && critical.load_id !== load.load_id && h('span', {}, `not checked since load ${critical.load_id}`),
  ].filter(Boolean);
  const isGood = against.length + rates.length === 0;
  return [
    h('strong', { class: `mark ${isGood ? 'good' : 'warn'}` }, isGood ? 'Nothing known against these figures' : 'Use with care'),
    ...against,
    h('span', {}, 'Data of ', h('b', {}, load.day), daysAgo(load.day) ? ` (${daysAgo(load.day)})` : '', ', ', h('a', { href: href('loads', { subject: load.load_id }) }, `load ${load.load_id}`), `, published ${format.time(load.published_at)} UTC, ${age(load.published_at)}`),
  ];
}
