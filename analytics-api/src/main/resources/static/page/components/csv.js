/**
 * What a spreadsheet would take for a formula: one of a few signs, behind nothing that can be seen, or a control character.
 * As in SpreadsheetText, which the API's own CSV goes by.
 */
const FORMULA = /^(?:[\p{Z}\p{Cc}\p{Cf}\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B]|\p{Cc})/u;

/** A text as a cell of a spreadsheet: with an apostrophe in front if it would be run. */
export function guarded(text) {
  return FORMULA.test(text) ? `'${text}` : text;
}

/**
 * Rows as CSV, for what the API gives as one object and not as a collection. Texts are guarded, and the rows' currency is a
 * column, as in the API's own CSV.
 */
export function csv(columns, rows) {
  const keys = [...columns.map(({ key }) => key), ...(rows.some((row) => row.currency) ? ['currency'] : [])];
  const line = (cells) => cells.map(cell).join(',');
  return [line(keys), ...rows.map((row) => line(keys.map((key) => row[key])))].join('\r\n').concat('\r\n');
}

function cell(value) {
  const text = typeof value === 'string' ? guarded(value) : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
