/** Tabs as https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ has them; the choice holds for all pages. */
export function setUpTabs(): void {
  const wanted = read()
  for (const group of document.querySelectorAll('.tabs')) {
    const tabs = [...group.querySelectorAll<HTMLElement>('[role=tab]')]
    const start = tabs.find(({ textContent }) => textContent === wanted) ?? tabs[0]
    if (start) select(start, tabs)
    for (const tab of tabs) {
      tab.addEventListener('click', () => {
        choose(tab, tabs)
      })
      tab.addEventListener('keydown', (event) => {
        const next = neighbour(event.key, tab, tabs)
        if (!next) return
        event.preventDefault()
        choose(next, tabs)
        next.focus()
      })
    }
  }
}

function neighbour(key: string, tab: HTMLElement, tabs: readonly HTMLElement[]): HTMLElement | undefined {
  const at = tabs.indexOf(tab)
  if (key === 'ArrowRight') return tabs[(at + 1) % tabs.length]
  if (key === 'ArrowLeft') return tabs.at(at - 1)
  if (key === 'Home') return tabs[0]
  return key === 'End' ? tabs.at(-1) : undefined
}

function choose(tab: HTMLElement, tabs: readonly HTMLElement[]): void {
  select(tab, tabs)
  try {
    localStorage.setItem('tab', tab.textContent)
  } catch {
    // Without a storage the choice lasts for a page.
  }
}

function select(chosen: HTMLElement, tabs: readonly HTMLElement[]): void {
  for (const tab of tabs) {
    const isChosen = tab === chosen
    tab.setAttribute('aria-selected', String(isChosen))
    tab.tabIndex = isChosen ? 0 : -1
    const panel = document.querySelector<HTMLElement>(`#${tab.getAttribute('aria-controls') ?? ''}`)
    if (panel) panel.hidden = !isChosen
  }
}

function read(): string | null {
  try {
    return localStorage.getItem('tab')
  } catch {
    return null
  }
}
