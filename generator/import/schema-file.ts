import type { Diagnostic, SourceText } from '../diagnostics/diagnostic.js'
import { printSchema } from '../syntax/print.js'
import { malformedFile } from './data-file.js'
import { importMtcute, type ImportResult } from './mtcute.js'
import { importOfficialJson } from './official-json.js'

/** A schema as TL, whatever notation it was in; places in diagnostics are those of this text. */
export interface ImportedSource {
  readonly source: SourceText
  readonly diagnostics: readonly Diagnostic[]
}

/** True for a text that is not TL, which never begins with a brace. */
export function isJsonSchema({ text }: SourceText): boolean {
  return /^\s*[{[]/.test(text)
}

/** Turns Telegram's JSON and that of mtcute into TL; a text that is TL stays as it is. */
export function importSchemaFile(source: SourceText): ImportedSource {
  if (!isJsonSchema(source)) return { source, diagnostics: [] }
  const { schema, diagnostics } = importJson(source)
  return { source: { name: `${source.name} (as TL)`, text: printSchema(schema) }, diagnostics }
}

function importJson({ name, text }: SourceText): ImportResult {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return nothing(`${name} is not JSON: ${why}`, name)
  }
  if (typeof value === 'object' && value !== null) {
    if ('constructors' in value) return importOfficialJson(text, name)
    if ('e' in value && 'l' in value) return importMtcute(text, name)
  }
  return nothing(`${name} is neither Telegram's JSON (constructors, methods) nor that of mtcute (l, e)`, name)
}

function nothing(message: string, name: string): ImportResult {
  const source: SourceText = { name, text: '' }
  return { schema: { kind: 'schema', source, items: [] }, diagnostics: [malformedFile(message)] }
}
