/**
 * Makes an element. Strings among the children become text, never markup; `on…` properties become listeners; null and
 * false leave a property or child out.
 */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Says something to those who listen to the page instead of looking at it. */
export function announce(text) {
  document.getElementById('announcements').textContent = text;
}
