import type { Diagnostic, Place, Severity } from './diagnostic.js'
import { lineSpan, positionAt } from './position.js'
import { columns, visible, visibleLines } from './visible.js'

/** What the renderer takes of picocolors: `createColors(true)` or `createColors(false)`. */
export interface Colors {
  readonly bold: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
  readonly blue: (text: string) => string
  readonly cyan: (text: string) => string
}

/** UTF-16 units of the source line that a frame shows; longer lines are cut around the caret. */
const frameWidth = 100
/** Of those, how many stand before the caret of a cut line. */
const beforeCaret = 40

function severityColor(severity: Severity, colors: Colors): (text: string) => string {
  return severity === 'error' ? colors.red : colors.yellow
}

function isLowSurrogate(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset)
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** Which part of the line is shown. A cut never falls between the halves of a surrogate pair. */
function shownPart(text: string, line: { start: number; end: number }, caret: number): [number, number] {
  if (line.end - line.start <= frameWidth) return [line.start, line.end]
  const latest = line.end - frameWidth
  let start = Math.min(Math.max(line.start, caret - beforeCaret), latest)
  let end = start + frameWidth
  if (isLowSurrogate(text, start)) start += 1
  if (end < line.end && isLowSurrogate(text, end)) end += 1
  return [start, end]
}

/** The line of a place with a caret below; what a span has on further lines is not underlined. */
function renderFrame(place: Place, color: (text: string) => string, colors: Colors): string {
  const { source, span } = place
  const { line, column } = positionAt(source, span.start)
  const bounds = lineSpan(source, line)
  const caret = bounds.start + column - 1
  const [start, end] = shownPart(source.text, bounds, caret)
  const before = (start > bounds.start ? '…' : '') + visible(source.text.slice(start, caret))
  const marked = visible(source.text.slice(caret, Math.min(Math.max(span.end, caret), end)))
  const after = visible(source.text.slice(caret, end).slice(Math.max(0, span.end - caret)))
  const underline = color('^'.repeat(Math.max(1, columns(marked))))
  const gutter = ' '.repeat(String(line).length)
  const bar = colors.blue('|')
  return [
    `${gutter}${colors.blue('-->')} ${visible(source.name)}:${line}:${column}`,
    `${gutter} ${bar}`,
    `${colors.blue(String(line))} ${bar} ${before}${marked}${after}${end < bounds.end ? '…' : ''}`.trimEnd(),
    `${gutter} ${bar} ${' '.repeat(columns(before))}${underline}`,
  ].join('\n')
}

/** A place by itself, as it stands in the text of a diagnostic. */
export function renderPlace(place: Place, colors: Colors): string {
  return renderFrame(place, colors.red, colors)
}

/**
 * A diagnostic for people:
 *
 *     error[TL2001]: unknown type `InputPer`
 *       --> api.tl:12:34
 *        |
 *     12 | messages.getHistory#4423e6c5 peer:InputPer = messages.Messages;
 *        |                                   ^^^^^^^^
 *     hint: did you mean `InputPeer`?
 *
 * Nothing of a schema reaches the terminal as a control character.
 */
export function renderText(diagnostic: Diagnostic, colors: Colors): string {
  const color = severityColor(diagnostic.severity, colors)
  const title = color(`${diagnostic.severity}[${diagnostic.code}]`)
  const parts = [colors.bold(`${title}: ${visibleLines(diagnostic.message, '  ')}`)]
  if (diagnostic.place) parts.push(renderFrame(diagnostic.place, color, colors))
  for (const note of diagnostic.notes ?? []) {
    parts.push(`${colors.bold('note')}: ${visibleLines(note.message, '  ')}`)
    if (note.place) parts.push(renderFrame(note.place, colors.blue, colors))
  }
  if (diagnostic.hint !== undefined) {
    parts.push(`${colors.cyan('hint')}: ${visibleLines(diagnostic.hint, '  ')}`)
  }
  return parts.join('\n') + '\n'
}

/** All diagnostics with a blank line between them, and how many there are; empty where there are none. */
export function renderTextReport(diagnostics: readonly Diagnostic[], colors: Colors): string {
  if (diagnostics.length === 0) return ''
  const texts = diagnostics.map((diagnostic) => renderText(diagnostic, colors))
  return `${texts.join('\n')}\n${colors.bold(countText(diagnostics))}\n`
}

/** `2 errors, 1 warning` */
export function countText(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length
  const warnings = diagnostics.length - errors
  const parts = [
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'error' : 'errors'}`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
  ]
  return parts.join(', ')
}
