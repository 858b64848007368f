// Runs before the first paint so that a chosen theme never flashes the other one. A file, because inline script is refused.
try {
  const theme = localStorage.getItem('fabrik.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // No storage: the system's theme it is.
}
