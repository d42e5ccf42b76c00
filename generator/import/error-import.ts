import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { ErrorTable } from '../ir/errors.js'

/** What an importer of errors makes of a file: what could be read, and a diagnostic for each row that could not. */
export interface ErrorImport {
  readonly table: ErrorTable
  readonly diagnostics: readonly Diagnostic[]
}
