import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { decodeSource } from './decode.js'
import { parseSchema, type ParseResult } from './parse.js'

/**
 * Decodes and parses a schema file. Bytes that are not UTF-8 become characters that TL does not have;
 * they are reported once, as bytes.
 */
export function parseSchemaBytes(name: string, bytes: Uint8Array): ParseResult {
  const { source, diagnostics: wrongBytes } = decodeSource(name, bytes)
  const { schema, diagnostics } = parseSchema(source)
  if (wrongBytes.length === 0) return { schema, diagnostics }
  const others = diagnostics.filter((diagnostic) => !isReplacement(diagnostic))
  const all = [...wrongBytes, ...others].sort((a, b) => startOf(a) - startOf(b))
  return { schema, diagnostics: all }
}

function isReplacement({ code, place }: Diagnostic): boolean {
  return code === 'TL1002' && place?.source.text.charAt(place.span.start) === '\ufffd'
}

function startOf({ place }: Diagnostic): number {
  return place?.span.start ?? 0
}
