import type { Diagnostic, SourceText } from '../diagnostics/diagnostic.js'
import { parseSchema } from '../syntax/parse.js'
import { printSchema } from '../syntax/print.js'
import type { ReadResult } from './read-file.js'

/** A schema in its canonical layout. */
export interface Formatted {
  /** Absent where the text has mistakes. */
  readonly text?: string
  readonly isFormatted: boolean
  readonly diagnostics: readonly Diagnostic[]
}

/** Formats a text that has been read; one with mistakes is left as it is. */
export function formatSource({ source, diagnostics }: ReadResult): Formatted {
  if (!source) return { diagnostics, isFormatted: false }
  const parsed = parseSchema(source)
  const problems = [...diagnostics, ...parsed.diagnostics]
  if (problems.some(({ severity }) => severity === 'error'))
    return { diagnostics: problems, isFormatted: false }
  const text = printSchema(parsed.schema)
  assertPrintable(source, text)
  return { text, isFormatted: text === source.text, diagnostics: problems }
}

/** The file of the user is replaced: a mistake of the printer must not reach it. */
function assertPrintable(source: SourceText, text: string): void {
  const again = parseSchema({ name: source.name, text })
  if (again.diagnostics.length > 0 || printSchema(again.schema) !== text) {
    throw new Error(`the formatted text of ${source.name} does not read as the original does`)
  }
}
