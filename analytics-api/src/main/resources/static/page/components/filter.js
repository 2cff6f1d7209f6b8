import { h } from '../app/dom.js';
import { choose } from '../app/router.js';

/**
 * A choice that is kept in the address under `name`. Another choice begins at the first page again.
 * `options` are pairs of value and label, or a promise of them.
 */
export function choice(name, label, chosen, options) {
  const select = h('select', { id: `filter-${name}`, onchange: () => choose({ [name]: select.value, after: null }) });
  const offer = (pairs) => {
    select.replaceChildren(...pairs.map(([value, text]) => h('option', { value, selected: value === (chosen ?? '') }, text)));
    if (chosen && !pairs.some(([value]) => value === chosen)) {
      select.append(h('option', { value: chosen, selected: true }, chosen));
    }
  };
  if (options instanceof Promise) {
    offer(chosen ? [[chosen, chosen]] : []);
    select.setAttribute('aria-busy', 'true');
    // What went wrong is told where the figures would stand.
    options.then(offer, () => {}).then(() => select.removeAttribute('aria-busy'));
  } else {
    offer(options);
  }
  return labelled(select, label);
}

/** A date that is kept in the address. */
export function date(name, label, chosen) {
  const input = h('input', {
    id: `filter-${name}`,
    type: 'date',
    value: chosen ?? '',
    onchange: () => choose({ [name]: input.value, after: null }),
  });
  return labelled(input, label);
}

function labelled(control, label) {
  return h('div', { class: 'filter' }, h('label', { for: control.id }, label), control);
}
