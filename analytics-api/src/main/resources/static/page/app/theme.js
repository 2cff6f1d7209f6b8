// Runs first, and the page is not painted before (`blocking` in index.html), so that the dark theme never flashes white.
(() => {
  const chosen = localStorage.getItem('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = chosen ?? (dark ? 'dark' : 'light');
})();
