import { h } from '../app/dom.js';
import { anew, choose } from '../app/router.js';
import { notices } from './notices.js';

/**
 * A choice that is kept in the address under `name`. Another choice begins at the first page again.
 * `options` are pairs of value and label, or a promise of them; unless they are `open` to others, what is none of them is said.
 */
export function choice(name, label, chosen, options, { open = false } = {}) {
  const select = h('select', { id: `filter-${name}`, onchange: () => choose(anew({ [name]: select.value })) });
  const wrong = h('p', { class: 'filter-wrong', id: `wrong-${name}`, role: 'alert' });
  select.setAttribute('aria-describedby', wrong.id);
  const offer = (pairs) => {
    select.replaceChildren(...pairs.map(([value, text]) => h('option', { value, selected: value === (chosen ?? '') }, text)));
    const isKnown = !chosen || pairs.some(([value]) => value === chosen);
    if (!isKnown) {
      select.append(h('option', { value: chosen, selected: true }, chosen));
    }
    select.setAttribute('aria-invalid', String(!isKnown && !open));
    wrong.replaceChildren(...(isKnown || open ? [] : [`There is no ${chosen} to choose.`]));
  };
  if (options instanceof Promise) {
    offer(chosen ? [[chosen, chosen]] : []); // until it is known what there is
    select.setAttribute('aria-busy', 'true');
    const said = notices();
    options.then((pairs) => offer(pairs), (failure) => said.failed(failure)).then(() => select.removeAttribute('aria-busy'));
  } else {
    offer(options);
  }
  return labelled(select, label, wrong);
}

/** A date that is kept in the address. */
export function date(name, label, chosen) {
  const input = h('input', {
    id: `filter-${name}`,
    type: 'date',
    value: chosen ?? '',
    onchange: () => choose(anew({ [name]: input.value })),
  });
  return labelled(input, label);
}

function labelled(control, label, wrong = null) {
  return h('div', { class: 'filter' }, h('label', { for: control.id }, label), control, wrong);
}
