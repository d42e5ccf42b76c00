import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser'
import type { Span } from '../diagnostics/diagnostic.js'

/** Why a text is not JSON, and where it stops being that. */
export interface JsonProblem {
  readonly message: string
  readonly span: Span
}

/** Engines say only sometimes where a text is broken, and each in words of its own. */
export function jsonProblem(text: string): JsonProblem {
  const errors: ParseError[] = []
  parse(text, errors, { disallowComments: true, allowTrailingComma: false })
  const [first] = errors
  if (!first) return { message: 'unexpected text', span: { start: 0, end: 0 } }
  const words = printParseErrorCode(first.error).replace(/(?<=[a-z])[A-Z]/g, ' $&')
  return {
    message: words.toLowerCase(),
    span: { start: first.offset, end: first.offset + first.length },
  }
}
