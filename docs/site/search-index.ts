/** What can be found: one page. */
export interface SearchEntry {
  readonly path: string
  readonly title: string
  readonly kind: string
  readonly description: string
  readonly text: string
}

/**
 * The pages as a script, which a browser loads from a disk as well as from a server. The words are indexed when
 * somebody searches: that takes less time than to load an index.
 */
export function searchScript(entries: readonly SearchEntry[]): string {
  const rows = entries.map(({ path, title, kind, description, text }) => [
    path,
    kind,
    title,
    description,
    wordsOnce(text),
  ])
  return `self.searchData=${JSON.stringify(rows)}\n`
}

/** Each word once: the index counts pages, and repeats only make it longer. */
function wordsOnce(text: string): string {
  const words = text.match(/[\p{L}\p{N}_.]+/gu) ?? []
  return [...new Set(words.map((word) => word.replace(/^[.]+|[.]+$/g, '')))]
    .filter((word) => word.length > 1)
    .join(' ')
}
