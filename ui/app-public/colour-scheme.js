// Why a file of its own: the content policy forbids inline script, and the app's own comes after the first
// paint. So that nobody who chose dark is flashed at, the choice is applied here, before anything is drawn.
(function () {
  var chosen = null;
  try { chosen = localStorage.getItem('mantine-color-scheme-value'); } catch { /* storage is forbidden: as the system */ }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
