// Runs before the first paint, so that a page in the dark theme never flashes white. Not a module: modules run later.
(() => {
  const chosen = localStorage.getItem('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = chosen ?? (dark ? 'dark' : 'light');
})();
