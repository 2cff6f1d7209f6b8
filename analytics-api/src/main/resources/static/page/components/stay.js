/**
 * Keeps the reader's place while a view is shown anew. Until its parts are filled they are as high as they were, so that the
 * page gets no shorter beneath the reader; what stood on the screen stays there, and the focus comes back to what had it. A list
 * that scrolls by itself stays where it was scrolled to, unless the reader has asked for other rows.
 */
const heights = new Map();

/** How far the lists within a part are scrolled, by its id, until it is filled. */
const scrolls = new Map();

/** What stood where in the window, the nearest to its upper edge first. */
let tops = [];

/** The ids of what had the focus and of the part that it was in, until something has it again. */
let focus = null;

const lists = (part) => [...part.querySelectorAll('.scroll')];

const isShown = (element) => element !== null && element.offsetHeight > 0;

/**
 * Remembers the place in the view that is in `main`, which is about to be shown anew; if another one is, none of it. `turned` tells
 * that the reader has asked for something else in it.
 */
export function keepPlace(main, stays, turned) {
  const named = stays ? [...main.querySelectorAll('[id]')].filter(isShown) : [];
  const at = document.activeElement;
  if (!stays) {
    heights.clear();
  }
  const parts = named.filter(({ classList }) => classList.contains('part'));
  parts.forEach(({ id, offsetHeight }) => heights.set(id, offsetHeight));
  parts.filter((part) => lists(part).length > 0).forEach((part) => scrolls.set(part.id, lists(part).map(({ scrollLeft, scrollTop }) => ({ left: scrollLeft, top: scrollTop }))));
  if (!stays || turned) {
    scrolls.clear();
  }
  tops = named.map((element) => ({ id: element.id, top: element.getBoundingClientRect().top })).toSorted((one, other) => Math.abs(one.top) - Math.abs(other.top));
  if (!stays || !main.contains(at)) {
    focus = null;
  } else if (at !== main) {
    focus = { id: at.id, part: at.closest('.part')?.id ?? null };
  }
}

/** Says that an element waits for what it will be filled with. */
export function emptied(element) {
  element.classList.add('part');
  element.style.minHeight = heights.has(element.id) ? `${heights.get(element.id)}px` : '';
}

/** Says that an element has what it was to be filled with. */
export function refilled(element) {
  element.style.minHeight = '';
  if (element.isConnected) {
    const within = lists(element);
    scrolls.get(element.id)?.forEach((place, index) => within[index]?.scrollTo(place));
    scrolls.delete(element.id);
  }
  giveFocus(element);
}

/** Goes back to the place in the view, which now is in `main`: to its top, if it is another one. */
export function returnToPlace(main, stays) {
  if (!stays) {
    scrollTo(0, 0);
    return;
  }
  const anchor = tops.find(({ id }) => isShown(document.getElementById(id)));
  if (anchor && scrollY > 0) {
    scrollBy(0, document.getElementById(anchor.id).getBoundingClientRect().top - anchor.top);
  }
  if (focus !== null) {
    main.focus({ preventScroll: true });
    giveFocus();
  }
}

/**
 * Gives the focus back to what had it, once that is there, or else to the table of the part that it was in, once it is filled;
 * not if the reader has gone on meanwhile.
 */
function giveFocus(part) {
  if (focus === null || part?.isConnected === false) {
    return;
  }
  const target = document.getElementById(focus.id) ?? (focus.part === part?.id ? part.querySelector('.scroll') : null);
  if (target !== null) {
    if (document.activeElement.id === 'main') {
      target.focus({ preventScroll: focus.id === '' });
    }
    focus = null;
  }
}
