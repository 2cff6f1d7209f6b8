import { words } from './format.js';

const root = document.documentElement;

function use(theme) {
  root.dataset.theme = theme;
  dispatchEvent(new Event('themechange'));
}

/** The button for the other theme. Without a choice, the theme is the system's; paper is always light. */
export function darkness() {
  const button = document.querySelector('.theme');
  const other = () => (root.dataset.theme === 'dark' ? 'light' : 'dark');
  const say = () => button.replaceChildren(`${words(other())} theme`);
  button.addEventListener('click', () => {
    use(other());
    localStorage.setItem('theme', root.dataset.theme);
    say();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => {
    if (localStorage.getItem('theme') === null) {
      use(matches ? 'dark' : 'light');
      say();
    }
  });
  let onScreen = null;
  addEventListener('beforeprint', () => {
    onScreen = root.dataset.theme;
    use('light');
  });
  addEventListener('afterprint', () => use(onScreen));
  say();
}
