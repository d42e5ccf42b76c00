import { resolve } from 'node:path'
import pc from 'picocolors'
import type { Diagnostic, Place } from '../diagnostics/diagnostic.js'
import { positionAt } from '../diagnostics/position.js'
import { renderPlace, renderTextReport } from '../diagnostics/render-text.js'
import { sortDiagnostics } from '../diagnostics/sort.js'

/** All problems of a schema as the one error that a bundler takes, with the place of the first. */
export interface Problem {
  readonly message: string
  /** Both numbers begin with 1, as in every other message of tlforge. */
  readonly loc?: { readonly file: string; readonly line: number; readonly column: number }
  /** The line with a caret below. */
  readonly frame?: string
  /** Where in tlforge it was found is of no use to anyone. */
  readonly stack: ''
}

const plain = pc.createColors(false)

/** For bundlers that show a place and a frame. `root` is the folder that the names of sources are relative to. */
export function problemOf(diagnostics: readonly Diagnostic[], root: string): Problem {
  const [first, ...others] = sortDiagnostics(diagnostics)
  if (!first) throw new Error('a failure without a diagnostic')
  const { code, message, place, notes = [], hint } = first
  const lines = [
    `${message} (${code})`,
    ...notes.map((note) => `note: ${note.message}${note.place ? `\n${renderPlace(note.place, plain)}` : ''}`),
    ...(hint === undefined ? [] : [`hint: ${hint}`]),
    ...(others.length === 0 ? [] : ['', renderTextReport(others, plain).trimEnd()]),
  ]
  if (!place) return { message: lines.join('\n'), stack: '' }
  const loc = { file: resolve(root, place.source.name), ...positionAt(place.source, place.span.start) }
  return { message: lines.join('\n'), loc, frame: frameOf(place), stack: '' }
}

/** The line and the carets: bundlers write the place above by themselves, and cut white space at both ends. */
function frameOf(place: Place): string {
  return renderPlace(place, plain).split('\n').slice(2).join('\n')
}

/** For bundlers that show a text only. */
export function problemText(diagnostics: readonly Diagnostic[]): string {
  return renderTextReport(sortDiagnostics(diagnostics), plain).trimEnd()
}
