import MiniSearch from 'minisearch'

/** Path, kind, title, description, words. */
export type SearchRow = readonly [
  path: string,
  kind: string,
  title: string,
  description: string,
  text: string,
]

export interface Hit {
  readonly path: string
  readonly kind: string
  readonly title: string
  readonly description: string
}

/** So many are shown. */
const most = 20

/** Words, and the words within words: `messages.sendEncrypted` is found by `sendEncrypted` and by `encrypted`, too. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const [word] of text.matchAll(/[\p{L}\p{N}_.]+/gu)) {
    words.push(word)
    const segments = word.split('.')
    if (segments.length > 1) words.push(...segments)
    for (const segment of segments) {
      const parts = segment.split(/_|(?<=[a-z0-9])(?=[A-Z])/)
      if (parts.length > 1) words.push(...parts, parts.join(''))
    }
  }
  return words.map((word) => word.toLowerCase())
}

/** Finds pages: every word of a query must be in a page, as the beginning of a word or nearly. */
export class SearchEngine {
  readonly #rows: readonly SearchRow[]
  readonly #index = new MiniSearch<{ id: number; title: string; description: string; text: string }>({
    fields: ['title', 'description', 'text'],
    tokenize: wordsOf,
    processTerm: (term) => term,
    searchOptions: {
      tokenize: (query) => query.toLowerCase().split(/\s+/).filter(Boolean),
      boost: { title: 6, description: 2 },
      prefix: true,
      fuzzy: (term) => (term.length > 5 ? 0.15 : false),
      combineWith: 'AND',
    },
  })

  constructor(rows: readonly SearchRow[]) {
    this.#rows = rows
    this.#index.addAll(rows.map(([, , title, description, text], id) => ({ id, title, description, text })))
  }

  find(query: string): readonly Hit[] {
    const wanted = query.trim().toLowerCase()
    if (wanted === '') return []
    const found = this.#index.search(query, {
      boostDocument: (id) => boost(this.#rows[Number(id)], wanted),
    })
    return found.slice(0, most).flatMap(({ id }): readonly Hit[] => {
      const row = this.#rows[Number(id)]
      if (!row) return []
      const [path, kind, title, description] = row
      return [{ path, kind, title, description }]
    })
  }
}

/** Who types a whole name wants its page; who types the beginning of one, rather a method than anything else. */
function boost(row: SearchRow | undefined, wanted: string): number {
  if (!row) return 1
  const title = row[2].toLowerCase()
  const isExact = title === wanted || title.endsWith(`.${wanted}`)
  return (isExact ? 20 : 1) * (row[1] === 'method' || row[1] === 'guide' ? 1.5 : 1)
}
