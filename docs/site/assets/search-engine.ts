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
    // An id is written without the prefix in TL.
    if (/^0x[\da-f]{8}$/i.test(word)) words.push(word.slice(2))
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
    const found = patternsOf(query.trim()).flatMap((pattern) =>
      this.#index.search(pattern.match(/[^\s%#]+/g)?.join(' ') ?? '', {
        boostDocument: (id) => boost(this.#rows[Number(id)], pattern.toLowerCase()),
      }),
    )
    const ids = [...new Set(found.map(({ id }) => Number(id)))]
    const isExact = (id: number): boolean => this.#rows[id]?.[2].toLowerCase() === wanted
    const ordered = [...ids.filter(isExact), ...ids.filter((id) => !isExact(id))]
    return ordered.slice(0, most).flatMap((id): readonly Hit[] => {
      const row = this.#rows[id]
      if (!row) return []
      const [path, kind, title, description] = row
      return [{ path, kind, title, description }]
    })
  }
}

/**
 * What a query may mean, the likelier first: an error comes with numbers where its name has `%d`, an id may be
 * given as a decimal number.
 */
function patternsOf(query: string): readonly string[] {
  if (/^-?\d{6,10}$/.test(query)) return [query, (Number(query) >>> 0).toString(16).padStart(8, '0')]
  if (/^[A-Z\d_]+$/.test(query)) {
    const pattern = query.replace(/(?<=_)\d+(?=_|$|[A-Z])/g, '%d')
    return pattern === query ? [query] : [pattern, query]
  }
  return [query]
}

/** Who types a whole name wants its page; who types the beginning of one, rather a method than anything else. */
function boost(row: SearchRow | undefined, wanted: string): number {
  if (!row) return 1
  const title = row[2].toLowerCase()
  const isExact = title === wanted || title.endsWith(`.${wanted}`)
  return (isExact ? 20 : 1) * (row[1] === 'method' || row[1] === 'guide' ? 1.5 : 1)
}
