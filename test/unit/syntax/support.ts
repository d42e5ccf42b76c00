import { parseSchema } from '../../../generator/syntax/parse.js'
import type { ItemSyntax, SchemaSyntax } from '../../../generator/syntax/ast.js'
import type { Diagnostic } from '../../../generator/diagnostics/diagnostic.js'

/** Parses a text that must be right. */
export function parseRight(text: string): SchemaSyntax {
  const { schema, diagnostics } = parseSchema({ name: 'test.tl', text })
  if (diagnostics.length > 0) throw new Error(diagnostics.map(showDiagnostic).join('\n'))
  return schema
}

/** The one item of a text that must be right. */
export function parseItem(text: string): ItemSyntax {
  const { items } = parseRight(text)
  const [item] = items
  if (item === undefined || items.length !== 1) throw new Error(`${items.length} items`)
  return item
}

/** Every diagnostic of a text on a line: code, the piece of text it points at, message, hint. */
export function diagnose(text: string): readonly string[] {
  return parseSchema({ name: 'test.tl', text }).diagnostics.map(showDiagnostic)
}

export function showDiagnostic({ code, message, place, hint }: Diagnostic): string {
  if (place === undefined) return `${code} ${message}`
  const { start, end } = place.span
  const piece = start === end ? `at ${start}` : JSON.stringify(place.source.text.slice(start, end))
  return `${code} ${piece}: ${message}${hint === undefined ? '' : ` (${hint})`}`
}
