import { z } from 'zod'
import type { Diagnostic, Place, SourceText, Span } from '../diagnostics/diagnostic.js'
import { describeIssues, malformedFile, validateJson } from '../import/data-file.js'
import { formatId } from './canonical.js'

/** Why an id is not the CRC32 of its definition; `unexplained` is for those that no text anyone tried gives. */
export const exceptionReasons = [
  'bytes-kept',
  'other-rule',
  'version-suffix',
  'other-wording',
  'unexplained',
] as const
export type ExceptionReason = (typeof exceptionReasons)[number]

/** An id that is right on the wire although it is not the CRC32 of the definition's text. */
export interface IdException {
  /** The name of the schema module: `api`, `mtproto`, `secret`. */
  readonly schema: string
  /** The full name of the definition. */
  readonly name: string
  /** uint32 */
  readonly id: number
  readonly reason: ExceptionReason
  /** One sentence for people. */
  readonly detail: string
  /** The entry in its file. */
  readonly place: Place
}

const entryShape = z.strictObject({
  schema: z.string().min(1),
  name: z.string().min(1),
  id: z.string().regex(/^(0x)?[0-9a-f]{1,8}$/i, 'expected up to eight hexadecimal digits'),
  reason: z.enum(exceptionReasons),
  detail: z.string().min(1),
})

/**
 * Reads an id-exceptions file: a JSON array of `{ schema, name, id, reason, detail }`. Each malformed or repeated
 * entry is one TL4004, and the others are still used.
 */
export function parseIdExceptions(source: SourceText): {
  readonly exceptions: readonly IdException[]
  readonly diagnostics: readonly Diagnostic[]
} {
  const file = validateJson(source.text, z.array(z.unknown()))
  if (!file.success) {
    const problem = malformedFile(`id exceptions: ${file.message}`, { source, span: { start: 0, end: 0 } })
    return { exceptions: [], diagnostics: [problem] }
  }
  const spans = elementSpans(source.text)
  const exceptions = new Map<string, IdException>()
  const diagnostics: Diagnostic[] = []
  file.data.forEach((value, index) => {
    const place = { source, span: spans[index] ?? { start: 0, end: source.text.length } }
    const entry = entryShape.safeParse(value)
    if (!entry.success) {
      diagnostics.push(malformedFile(`entry ${index + 1}: ${describeIssues(entry.error)}`, place))
      return
    }
    const exception = { ...entry.data, id: Number.parseInt(entry.data.id, 16), place }
    const key = exceptionKey(exception)
    const first = exceptions.get(key)
    if (first === undefined) exceptions.set(key, exception)
    else diagnostics.push(repeated(exception, first))
  })
  return { exceptions: [...exceptions.values()], diagnostics }
}

/** What an exception is found by. */
export function exceptionKey(of: {
  readonly schema: string
  readonly name: string
  readonly id: number
}): string {
  return JSON.stringify([of.schema, of.name, of.id])
}

function repeated(exception: IdException, first: IdException): Diagnostic {
  const what = `\`${exception.name}#${formatId(exception.id)}\` of the schema \`${exception.schema}\``
  return {
    ...malformedFile(`two id exceptions for ${what}`, exception.place),
    notes: [{ message: 'the first one is here', place: first.place }],
  }
}

/** The places of the elements of a JSON array; the text has been parsed before, so it is known to be JSON. */
function elementSpans(text: string): Span[] {
  const spans: Span[] = []
  let depth = 0
  let start: number | undefined
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},]|[^\s"[\]{},]+/g)) {
    if (depth === 1 && token !== ',' && token !== ']') start = index
    if (token === '[' || token === '{') depth++
    if (token === ']' || token === '}') depth--
    if (depth === 1 && start !== undefined && token !== ',') {
      spans.push({ start, end: index + token.length })
      start = undefined
    }
  }
  return spans
}
