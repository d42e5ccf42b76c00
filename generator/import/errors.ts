import type { z } from 'zod'
import type { Diagnostic, SourceText } from '../diagnostics/diagnostic.js'
import { malformedFile } from './data-file.js'
import { ErrorTableBuilder } from './errors-builder.js'
import { csvKind, importErrorsCsv, importMethodsCsv } from './errors-csv.js'
import { errorsFileShape, importErrorsFile } from './errors-file.js'
import { importMtcuteErrors, mtcuteErrorsShape } from './errors-mtcute.js'
import { importOfficialErrors, officialErrorsShape } from './errors-official.js'
import type { ErrorImport } from './error-import.js'

/**
 * Reads the errors of a schema from one or more files, each in a form of its own: tlforge's, the official JSON, that
 * of mtcute, or CSV (where the methods may stand in a file before that of their errors).
 */
export function importErrors(sources: readonly SourceText[]): ErrorImport {
  const builder = new ErrorTableBuilder()
  const diagnostics: Diagnostic[] = []
  const kinds = sources.map((source) => ({ source, csv: csvKind(source.text) }))
  for (const { source, csv } of kinds) {
    if (csv === 'errors') diagnostics.push(...importErrorsCsv(source, builder))
    if (csv !== undefined) continue
    const imported = importJson(source)
    builder.add(imported.table)
    diagnostics.push(...imported.diagnostics)
  }
  for (const { source, csv } of kinds) {
    if (csv === 'methods') diagnostics.push(...importMethodsCsv(source, builder))
  }
  return { table: builder.table(), diagnostics }
}

const empty = new ErrorTableBuilder().table()

function importJson(source: SourceText): ErrorImport {
  const fail = (message: string): ErrorImport => ({
    table: empty,
    diagnostics: [malformedFile(message, { source, span: { start: 0, end: 0 } })],
  })
  let value: unknown
  try {
    value = JSON.parse(source.text)
  } catch (error) {
    return fail(`errors: neither JSON nor CSV: ${error instanceof Error ? error.message : String(error)}`)
  }
  return (
    tryShape(value, mtcuteErrorsShape, (file) => importMtcuteErrors(file, source)) ??
    tryShape(value, officialErrorsShape, (file) => importOfficialErrors(file, source)) ??
    tryShape(value, errorsFileShape, (file) => importErrorsFile(file, source)) ??
    fail('errors: expected `errors` as a list, or as an object of codes')
  )
}

function tryShape<T>(
  value: unknown,
  shape: z.ZodType<T>,
  read: (file: T) => ErrorImport,
): ErrorImport | undefined {
  const result = shape.safeParse(value)
  return result.success ? read(result.data) : undefined
}
