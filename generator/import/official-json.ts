import type { z } from 'zod'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { parseSchema } from '../syntax/parse.js'
import { describeIssues, entryLabel, malformedFile, validateJson } from './data-file.js'
import type { ImportResult } from './mtcute.js'
import {
  officialConstructorShape,
  officialFileShape,
  officialMethodShape,
  type OfficialEntry,
} from './official-shape.js'

/**
 * Turns a schema in Telegram's JSON form (`{ constructors, methods }`, ids as signed decimal strings) into TL. The
 * form has lost the braces of generic definitions and the body of `vector`: both are put back.
 *
 * The places in the result are those of the TL text that was made from the JSON, which is the schema's source.
 * @param text The JSON text.
 * @param name Of the file, for messages.
 */
export function importOfficialJson(text: string, name = 'schema.json'): ImportResult {
  const diagnostics: Diagnostic[] = []
  const file = validateJson(text, officialFileShape)
  if (!file.success) diagnostics.push(malformedFile(`${name}: ${file.message}`))
  const linesOf = (key: 'constructors' | 'methods', shape: z.ZodType<OfficialEntry>): string[] =>
    (file.success ? file.data[key] : []).flatMap((value, index) => {
      const entry = shape.safeParse(value)
      if (entry.success) return [definitionLine(entry.data)]
      const label = entryLabel(value, index, ['predicate', 'method'])
      diagnostics.push(malformedFile(`${name}: ${key}, ${label}: ${describeIssues(entry.error)}`))
      return []
    })
  const types = linesOf('constructors', officialConstructorShape)
  const functions = linesOf('methods', officialMethodShape)
  const lines = functions.length === 0 ? types : [...types, '---functions---', ...functions]
  const parsed = parseSchema({ name: `${name} (as TL)`, text: lines.map((line) => `${line}\n`).join('') })
  return { schema: parsed.schema, diagnostics: [...diagnostics, ...parsed.diagnostics] }
}

function definitionLine({ name, id, params, type }: OfficialEntry): string {
  const start = `${name}#${id.toString(16)}`
  if (name === 'vector' && params.length === 0) return `${start} {t:Type} # [ t ] = ${type};`
  const templates = [...templateNames(params, type)].map((template) => `{${template}:Type}`)
  return [start, ...templates, ...params.map((p) => `${p.name}:${p.type}`), '=', `${type};`].join(' ')
}

/** A generic call is known by its argument, a function (`!X`) whose result it passes on. */
function templateNames(params: OfficialEntry['params'], type: string): Set<string> {
  const names = params.filter((p) => p.type.startsWith('!')).map((p) => p.type.slice(1))
  return new Set(type === 'X' ? [...names, type] : names)
}
