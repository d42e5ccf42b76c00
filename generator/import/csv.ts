import type { Span } from '../diagnostics/diagnostic.js'

export interface CsvCell {
  readonly text: string
  readonly span: Span
}

/** One line of a CSV text, or several where a quoted cell holds line ends. */
export interface CsvRow {
  readonly cells: readonly CsvCell[]
  readonly span: Span
  /** A quoted cell of it does not end. */
  readonly unclosed: boolean
}

/** Reads comma-separated values: cells may be quoted, a quote within them is doubled. Empty lines are left out. */
export function parseCsv(text: string): readonly CsvRow[] {
  const rows: CsvRow[] = []
  let cells: CsvCell[] = []
  let start = text.startsWith('\ufeff') ? 1 : 0
  let unclosed = false
  const cell = /"((?:[^"]|"")*)("?)[^,\n]*|[^,\n]*/y
  let position = start
  for (;;) {
    cell.lastIndex = position
    const [all = '', quoted, closing] = cell.exec(text) ?? []
    const raw = all.endsWith('\r') ? all.slice(0, -1) : all
    if (quoted !== undefined && closing === '') unclosed = true
    cells.push({
      text: quoted === undefined ? raw : quoted.replaceAll('""', '"'),
      span: { start: position, end: position + raw.length },
    })
    position += all.length
    const separator = text[position++]
    if (separator === ',') continue
    const only = cells.length === 1 ? cells[0]?.text : undefined
    if (only !== '') rows.push({ cells, span: { start, end: position - 1 }, unclosed })
    if (separator === undefined) return rows
    cells = []
    start = position
    unclosed = false
  }
}
