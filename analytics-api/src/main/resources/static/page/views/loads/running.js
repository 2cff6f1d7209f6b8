import { forget, get, rowsOf } from '../../app/api.js';
import { announce, h } from '../../app/dom.js';
import { counted, format } from '../../app/format.js';
import { again } from '../../app/router.js';
import { LOADS } from './counts.js';
import { prose } from '../../components/text.js';

/** Milliseconds between two looks: while a load runs, and while none does. */
const RUNNING = 1000;
const IDLE = 10_000;

/** The load that runs, live. The view is drawn again when a load begins or ends. */
export function running(left) {
  const element = h('section', { class: 'panel', 'aria-label': 'Running load', hidden: true });
  let known = null;

  const look = async () => {
    let load = known;
    try {
      forget();
      load = rowsOf(await get(LOADS, { limit: 1 })).find((newest) => newest.status === 'STARTED') ?? null;
      if (load !== null) {
        load = await get(`${LOADS}/${load.load_id}`);
      }
    } catch {
      // The panels tell that the server is away; the next look may find it again.
    }
    if (left.aborted) {
      return;
    }
    element.hidden = load === null;
    if (load !== null) {
      element.replaceChildren(...progress(load));
    }
    if (known !== null && load === null) {
      announce('The load has ended.');
      again();
      return;
    }
    known = load;
    const next = setTimeout(look, load === null ? IDLE : RUNNING);
    left.addEventListener('abort', () => clearTimeout(next));
  };
  look();
  return element;
}

function progress(load) {
  const begun = load.feeds.filter((feed) => feed.read > 0);
  return [
    h('h2', {}, `Load ${load.load_id} is running`),
    h('progress', { max: load.feeds.length, value: begun.length, 'aria-label': `Feeds of load ${load.load_id} that are read` }),
    h('p', {}, `${counted(load.totals.read, 'row')} read, ${format.count(load.totals.rejected)} rejected; ${begun.length} of ${load.feeds.length} feeds, now ${begun.at(-1)?.feed ?? 'beginning'}. Started ${format.time(load.started_at)} UTC.`),
    h('p', { class: 'panel-note' }, prose('Nothing of it is visible before all of it is. If its process was ended, `credit resume` goes on.')),
  ];
}
