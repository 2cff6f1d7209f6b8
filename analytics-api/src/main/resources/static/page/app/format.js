/** How values are written. One locale for all readers, so that two of them can compare what they see. */
const LOCALE = 'en';
const NONE = '–';

const count = new Intl.NumberFormat(LOCALE);
const decimal = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const fine = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
const percent = new Intl.NumberFormat(LOCALE, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const short = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 });

const given = (write) => (value) => (value === null || value === undefined || value === '' ? NONE : write(value));

export const format = {
  text: given(String),
  day: given(String),
  id: given(String),
  long: given(String),
  count: given((value) => count.format(value)),
  money: given((value) => decimal.format(value)),
  decimal: given((value) => decimal.format(value)),
  fine: given((value) => fine.format(value)),
  percent: given((value) => percent.format(value)),
  hundredths: given((value) => `${decimal.format(value)}%`),
  short: given((value) => short.format(value)),
  time: given((value) => `${value.slice(0, 10)} ${value.slice(11, 16)}`),
  duration: given((value) => (value < 1000 ? `${value} ms` : `${decimal.format(value / 1000)} s`)),
};

/** Amounts in one currency, with its letters behind them. */
export const moneyIn = (currency) => given((value) => (currency ? `${format.money(value)} ${currency}` : format.money(value)));

/** Formats whose values stand at the end of their cell. */
export const NUMBERS = new Set(['id', 'count', 'money', 'decimal', 'fine', 'percent', 'hundredths', 'duration']);

/** `not_due` as people write it: Not due. */
export function words(code) {
  const spaced = String(code).replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** How many there are of something: one row, but two rows. */
export function counted(number, one) {
  return `${count.format(number)} ${one}${number === 1 ? '' : 's'}`;
}

/** How many days ago a day was; nothing for one that is not over. */
export function daysAgo(day, now = Date.now()) {
  const days = Math.floor((now - Date.parse(`${day}T00:00:00Z`)) / 86_400_000);
  return days < 1 ? null : `${counted(days, 'day')} ago`;
}

/** How long ago a moment was, in the largest unit that says enough. */
export function age(timestamp, now = Date.now()) {
  const minutes = Math.max(0, Math.floor((now - Date.parse(timestamp)) / 60_000));
  if (minutes < 60) {
    return `${minutes} min ago`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}
