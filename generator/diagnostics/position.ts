import type { SourceText } from './diagnostic.js'

/** A place as people count: both numbers begin with 1; columns count UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** The index of a text is built once, however many diagnostics point into it. */
const lineStartsOf = new WeakMap<SourceText, readonly number[]>()

/** `\n`, `\r\n` and a lone `\r` each end a line, as they do in editors. */
function lineStarts(source: SourceText): readonly number[] {
  const known = lineStartsOf.get(source)
  if (known) return known
  const starts = [0]
  const lineEnd = /\r\n|\n|\r/g
  while (lineEnd.exec(source.text)) starts.push(lineEnd.lastIndex)
  lineStartsOf.set(source, starts)
  return starts
}

/** Line and column of an offset; offsets outside of the text are moved to its nearer end. */
export function positionAt(source: SourceText, offset: number): Position {
  const starts = lineStarts(source)
  const inside = Math.min(Math.max(offset, 0), source.text.length)
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= inside) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: inside - (starts[low] ?? 0) + 1 }
}

/** Where a line begins and ends, without its line end; `line` begins with 1. */
export function lineSpan(source: SourceText, line: number): { readonly start: number; readonly end: number } {
  const starts = lineStarts(source)
  const start = starts[line - 1] ?? source.text.length
  let end = starts[line] ?? source.text.length
  if (line < starts.length) {
    end -= 1
    if (source.text[end] === '\n' && source.text[end - 1] === '\r' && end > start) end -= 1
  }
  return { start, end }
}
