import { h } from '../app/dom.js';
import { words } from '../app/format.js';

/** How grave each word is that the API uses for a state. */
const TONES = {
  low: 'good',
  medium: 'warn',
  high: 'bad',
  Critical: 'bad',
  Warning: 'warn',
  Info: 'info',
  COMPLETED: 'good',
  STARTED: 'info',
  FAILED: 'bad',
  UNDONE: 'warn',
  SUCCEEDED: 'good',
  STOPPED: 'warn',
  INTERRUPTED: 'bad',
  SILENT: 'bad',
  GATE_NOT_MET: 'warn',
  LATE: 'bad',
  RECOVERED: 'good',
  removed: 'warn',
  improving: 'good',
  declining: 'warn',
  over: 'bad',
};

/** A word with its colour; the word alone says it too. */
export function mark(word) {
  return h('span', { class: `mark ${TONES[word] ?? 'info'}` }, words(String(word).toLowerCase()));
}
