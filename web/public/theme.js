// Runs before the first paint so that a chosen theme never flashes. A file of its own, as inline scripts are forbidden by
// the content security policy. The key and the attribute are Mantine's.
(function () {
  let choice = null;
  try {
    choice = window.localStorage.getItem('mantine-color-scheme-value');
  } catch {
    // Storage is switched off: the system's theme it is.
  }
  if (choice !== 'light' && choice !== 'dark') {
    choice = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  document.documentElement.setAttribute('data-mantine-color-scheme', choice);
})();
