import { SearchEngine, type Hit, type SearchRow } from './search-engine.js'

declare global {
  interface Window {
    searchData?: readonly SearchRow[]
  }
}

const root = document.documentElement.dataset['root'] ?? ''
let engine: Promise<SearchEngine> | undefined

/** The data come with the first search: readers who do not search do not load them. */
function load(): Promise<SearchEngine> {
  engine ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = `${root}search-data.js`
    script.addEventListener('load', () => {
      resolve(new SearchEngine(window.searchData ?? []))
    })
    script.addEventListener('error', reject)
    document.head.append(script)
  })
  return engine
}

export function setUpSearch(): void {
  const input = document.querySelector<HTMLInputElement>('#search')
  const list = document.querySelector<HTMLElement>('#results')
  const status = document.querySelector('#search-status')
  if (!input || !list || !status) return
  const box = new SearchBox(input, list, status)
  input.addEventListener('focus', () => void load())
  input.addEventListener('input', () => void box.search())
  input.addEventListener('keydown', (event) => {
    box.key(event)
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target !== document.body) return
    event.preventDefault()
    input.focus()
  })
  document.addEventListener('click', (event) => {
    if (event.target instanceof Node && !list.contains(event.target) && event.target !== input) box.close()
  })
}

class SearchBox {
  readonly #input: HTMLInputElement
  readonly #list: HTMLElement
  readonly #status: Element
  #chosen = -1

  constructor(input: HTMLInputElement, list: HTMLElement, status: Element) {
    this.#input = input
    this.#list = list
    this.#status = status
  }

  async search(): Promise<void> {
    const query = this.#input.value
    if (query.trim() === '') {
      this.close()
      return
    }
    const hits = (await load()).find(query)
    // Whoever typed on has another search under way.
    if (query === this.#input.value) this.#show(hits)
  }

  key(event: KeyboardEvent): void {
    const options = [...this.#list.querySelectorAll<HTMLAnchorElement>('[role=option]')]
    if (event.key === 'Escape') {
      this.close()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      this.#choose(Math.max(-1, Math.min(options.length - 1, this.#chosen + step)), options)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      options[Math.max(0, this.#chosen)]?.click()
    }
  }

  close(): void {
    this.#list.hidden = true
    this.#input.setAttribute('aria-expanded', 'false')
    this.#input.removeAttribute('aria-activedescendant')
    this.#chosen = -1
  }

  #show(hits: readonly Hit[]): void {
    this.#list.replaceChildren(...hits.map(option))
    if (hits.length === 0) this.#list.append(paragraph('Nothing was found.', 'none'))
    this.#status.textContent = `${String(hits.length)} result${hits.length === 1 ? '' : 's'}`
    this.#list.hidden = false
    this.#list.scrollTop = 0
    this.#input.setAttribute('aria-expanded', 'true')
    this.#input.removeAttribute('aria-activedescendant')
    this.#chosen = -1
  }

  #choose(index: number, options: readonly HTMLElement[]): void {
    this.#chosen = index
    options.forEach((item, at) => {
      item.setAttribute('aria-selected', String(at === index))
    })
    const chosen = options[index]
    if (chosen) this.#input.setAttribute('aria-activedescendant', chosen.id)
    else this.#input.removeAttribute('aria-activedescendant')
    chosen?.scrollIntoView({ block: 'nearest' })
  }
}

function option({ path, kind, title, description }: Hit, index: number): HTMLElement {
  const link = document.createElement('a')
  link.href = `${root}${path.split('/').map(encodeURIComponent).join('/')}.html`
  link.id = `result-${String(index)}`
  link.tabIndex = -1
  link.setAttribute('role', 'option')
  link.setAttribute('aria-selected', 'false')
  link.append(paragraph(title, 'name'), paragraph(kind, 'kind'), paragraph(description, 'about'))
  return link
}

function paragraph(text: string, className: string): HTMLElement {
  const element = document.createElement('span')
  element.className = className
  element.textContent = text
  return element
}
