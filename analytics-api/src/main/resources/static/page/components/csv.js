/**
 * Rows as CSV, for what the API gives as one object and not as a collection. A text that a spreadsheet would take for a
 * formula gets an apostrophe in front, as in the API's own CSV. The rows' currency is a column, as there.
 */
export function csv(columns, rows) {
  const keys = [...columns.map(({ key }) => key), ...(rows.some((row) => row.currency) ? ['currency'] : [])];
  const line = (cells) => cells.map(cell).join(',');
  return [line(keys), ...rows.map((row) => line(keys.map((key) => row[key])))].join('\r\n').concat('\r\n');
}

function cell(value) {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
