import { setUpSearch } from './search.js'
import { setUpTabs } from './tabs.js'

setUpTabs()
setUpSearch()

const theme = document.querySelector('#theme')
theme?.addEventListener('click', () => {
  const { dataset } = document.documentElement
  const isDark =
    dataset['theme'] === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : dataset['theme'] === 'dark'
  dataset['theme'] = isDark ? 'light' : 'dark'
  keep('theme', dataset['theme'])
})

const menu = document.querySelector('#menu')
menu?.addEventListener('click', () => {
  const isOpen = menu.getAttribute('aria-expanded') !== 'true'
  menu.setAttribute('aria-expanded', String(isOpen))
  document.querySelector('#navigation')?.classList.toggle('open', isOpen)
})

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Without a storage the choice lasts for a page.
  }
}
