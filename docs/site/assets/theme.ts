// Before anything is painted: what the reader chose last time; otherwise what the system says.
try {
  const theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme
} catch {
  // Without a storage the choice lasts for a page.
}
document.documentElement.classList.add('js')
