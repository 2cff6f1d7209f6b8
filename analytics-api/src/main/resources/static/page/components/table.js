import { announce, h } from '../app/dom.js';
import { format, moneyIn, NUMBERS } from '../app/format.js';
import { known } from './state.js';

/**
 * A table that can be read by eye, by ear and by keyboard.
 *
 * A column has `key`, `label`, `format` (of app/format.js), and may have `value(row)` for what does not stand under its
 * key and `show(row)` for what is more than text. The first one heads its row. Amounts are in their row's currency, or
 * in `currency(row)`; it stands in the column's head if all rows share it, else in each cell. `isNone(row)` tells that an amount
 * of nothing lacks no rate. `sort`: 'rows' (default) sorts the rows that are here; `{by, direction, choose}` leaves that to the
 * server, for the columns that have its name for them as `sort`; `{}` leaves them as they come. `order` is the key and direction
 * that the rows have to begin with, `ordered(key, direction)` hears which a reader chose.
 */
export function table(caption, given, rows, { sort = 'rows', high = false, order = null, ordered = () => {} } = {}) {
  const columns = given.map((column) => (column.format === 'money' ? withCurrency(column, rows) : column));
  const body = h('tbody');
  const fill = (sorted) => body.replaceChildren(...sorted.map((row) => h('tr', {}, columns.map((column, index) => cell(column, row, index)))));
  const headers = columns.map((column, index) => h('th', { scope: 'col', class: alignment(column, index) }));

  columns.forEach((column, index) => {
    const header = headers[index];
    const sortable = sort === 'rows' ? rows.length > 1 : Boolean(sort.choose && column.sort);
    if (!sortable) {
      header.append(column.label);
      return;
    }
    if (sort !== 'rows' && sort.by === column.sort) {
      header.setAttribute('aria-sort', sort.direction === 'asc' ? 'ascending' : 'descending');
    }
    header.dataset.head = column.label;
    header.append(h('button', { type: 'button', class: 'sort', id: column.sort ? `sort-${column.sort}` : null, onclick: () => (sort === 'rows' ? turn(column, header) : sort.choose(column.sort)) }, column.label));
  });

  function turn(column, header) {
    const direction = header.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
    sortRows(column, direction);
    announce(`Sorted by ${column.label}, ${direction}`);
    ordered(column.key, direction);
  }

  function sortRows(column, direction) {
    headers.forEach((header) => header.removeAttribute('aria-sort'));
    headers[columns.indexOf(column)].setAttribute('aria-sort', direction);
    const sign = direction === 'ascending' ? 1 : -1;
    fill(rows.toSorted((one, other) => sign * compare(valueOf(column, one), valueOf(column, other))));
  }

  const begun = sort === 'rows' && order ? columns.find(({ key }) => key === order.key) : null;
  if (begun) {
    sortRows(begun, order.direction);
  } else {
    fill(rows);
  }
  return h(
    'div',
    { class: high ? 'scroll high' : 'scroll', role: 'group', 'aria-label': caption, tabindex: 0 },
    h('table', {}, h('caption', { class: 'visually-hidden' }, caption), h('thead', {}, h('tr', {}, headers)), body),
  );
}

function withCurrency(column, rows) {
  const of = (row) => currencyOf(column, row);
  const [only, ...others] = new Set(rows.map(of));
  return others.length > 0 ? { ...column, show: (row) => moneyIn(of(row))(valueOf(column, row)) } : { ...column, label: only ? `${column.label} (${only})` : column.label };
}

/** A column's value in a row. Where an amount of nothing lacks a rate, nothing is known of it: that is not zero. */
function valueOf(column, row) {
  const value = column.value ? column.value(row) : row[column.key];
  return column.format === 'money' && !column.isNone?.(row) ? known(value, { currency: currencyOf(column, row), missing_rates: row.missing_rates }) : value;
}

function currencyOf(column, row) {
  return column.currency ? column.currency(row) : row.currency;
}

function cell(column, row, index) {
  const content = column.show ? column.show(row) : format[column.format ?? 'text'](valueOf(column, row));
  return index === 0 ? h('th', { scope: 'row', class: alignment(column, index) }, content) : h('td', { class: alignment(column, index) }, content);
}

/** Formats whose values take the room that they need. */
const WIDTHS = { time: 'nowrap', day: 'day', long: 'long' };

/** What heads a row stands at its beginning, even if it is a number. */
function alignment(column, index) {
  return index > 0 && NUMBERS.has(column.format) ? 'number' : (WIDTHS[column.format] ?? null);
}

/** Nothing comes before everything; numbers by size, texts by alphabet. */
function compare(one, other) {
  if (one === null || one === undefined || other === null || other === undefined) {
    return Number(one !== null && one !== undefined) - Number(other !== null && other !== undefined);
  }
  return typeof one === 'number' ? one - other : String(one).localeCompare(String(other), 'en', { numeric: true });
}
