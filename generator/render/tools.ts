import type { Statement } from '../emit/emitted-file.js'
import type { OutputFile } from '../options.js'

/** What texts are made with. */
export interface Tools {
  /** Structures to one text, with separators between them: ts-morph. */
  readonly print: (statements: readonly Statement[]) => Promise<string>
  /** A text in the house style: prettier. */
  readonly format: (file: OutputFile) => Promise<string>
}

/** The tools in the thread of the caller. Each is loaded when it is first needed, since that takes a while. */
export const ownTools: Tools = {
  print: async (statements) => (await import('../emit/print-statements.js')).printStatements(statements),
  format: async (file) => (await (await import('../format/format-text.js')).formatFile(file)).text,
}
