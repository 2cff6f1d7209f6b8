import { format, words } from '../../app/format.js';
import { choose } from '../../app/router.js';
import { h } from '../../app/dom.js';
import { panel, source } from '../../components/panel.js';
import { rowsAt } from '../../components/rows.js';

const EXPECTED_LOSS = '/api/analytics/portfolio/expected-loss';

/** What is expected to be lost, with all that it is worked out from. */
export function expectedLoss(dated, lgd, left) {
  return panel({
    name: 'expected-loss',
    title: 'Expected loss, with all that it is worked out from',
    note: 'Open amount × probability of becoming more than 90 days past due × what part is lost then. The probability is the product of the mean monthly roll rates from the bucket on.',
    none: 'No credit is open.',
    sources: [source(EXPECTED_LOSS, { ...dated, lgd })],
    sort: {},
    to: ({ bucket, credits }) => (credits > 0 ? rowsAt('open-credits', { bucket: bucket === 'total' ? null : bucket }) : null),
    columns: [
      { key: 'bucket', label: 'Days past due', value: ({ bucket }) => words(bucket) },
      { key: 'credits', label: 'Credits', format: 'count' },
      { key: 'outstanding', label: 'Open amount', format: 'money' },
      { key: 'roll_rate', label: 'Mean roll rate', format: 'percent' },
      { key: 'months_with_amount', label: 'Months', format: 'count' },
      { key: 'probability', label: 'Reaches 90+', format: 'percent' },
      { key: 'loss_given_default', label: 'Lost then', format: 'percent' },
      { key: 'expected_loss', label: 'Expected loss', format: 'money' },
    ],
    more: ({ items }) => [given(lgd), h('p', { class: 'panel-note' }, `Roll rates of the months from ${items[0].from_month_end} to ${items[0].to_month_end}.`)],
    left,
  });
}

/** What part is lost then: a reader's own guess. */
function given(lgd) {
  const input = h('input', { id: 'filter-lgd', type: 'number', min: 0, max: 1, step: 0.05, value: lgd ?? '1', onchange: () => choose({ lgd: input.value }) });
  return h('div', { class: 'filters' }, h('div', { class: 'filter' }, h('label', { for: 'filter-lgd' }, 'Part that is lost then, 0 to 1'), input));
}
