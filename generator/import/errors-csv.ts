import { z } from 'zod'
import type { Diagnostic, Place, SourceText } from '../diagnostics/diagnostic.js'
import type { Callers, ErrorKey } from '../ir/errors.js'
import { parseCsv, type CsvCell, type CsvRow } from './csv.js'
import { describeIssues } from './data-file.js'
import { argumentNames, bracedWords } from './errors-arguments.js'
import type { ErrorTableBuilder } from './errors-builder.js'
import {
  CallersSeen,
  contradiction,
  errorNameShape,
  methodNameShape,
  unknownError,
  wrongRow,
} from './errors-shapes.js'

const errorsHeader = 'name,codes,description'
const methodsHeader = 'method,usability,errors'

/** Tells the two CSV files by their first line. */
export function csvKind(text: string): 'errors' | 'methods' | undefined {
  const header = /^\ufeff?(.*)/.exec(text)?.[1]?.trim()
  if (header === errorsHeader) return 'errors'
  return header === methodsHeader ? 'methods' : undefined
}

const codesWanted = 'expected codes between spaces, such as `400 403`'
const codeShape = z
  .string()
  .regex(/^-?\d{1,3}$/, codesWanted)
  .transform(Number)

/** A file row by row; what is wrong with a row is one diagnostic, and the others are still used. */
class CsvReader {
  readonly diagnostics: Diagnostic[] = []
  readonly source: SourceText

  constructor(source: SourceText) {
    this.source = source
  }

  /** The rows that have three cells. */
  rows(): readonly (readonly [CsvCell, CsvCell, CsvCell])[] {
    const [, ...rows] = parseCsv(this.source.text)
    return rows.flatMap((row) => {
      const [first, second, third, ...more] = row.cells
      if (first && second && third && more.length === 0 && !row.unclosed) return [[first, second, third]]
      this.diagnostics.push(wrongRow(rowProblem(row), this.place(row)))
      return []
    })
  }

  place({ span }: { readonly span: Place['span'] }): Place {
    return { source: this.source, span }
  }

  read<T>(cell: CsvCell, value: unknown, shape: z.ZodType<T>): T | undefined {
    const result = shape.safeParse(value)
    if (result.success) return result.data
    this.diagnostics.push(wrongRow(`\`${cell.text}\`: ${describeIssues(result.error)}`, this.place(cell)))
    return undefined
  }
}

function rowProblem({ cells, unclosed }: CsvRow): string {
  return unclosed ? 'a quoted cell does not end' : `expected 3 cells, found ${cells.length}`
}

/** `X` in the place of a number: at an end of the name or between underscores, or before a unit. */
function withPlaceholders(name: string): string {
  return name.replace(/_X(?=_|$|MIN$)/g, '_%d')
}

/**
 * Reads the rows of `name,codes,description`: several codes stand between spaces, a number in the name is `X`.
 * @param builder takes the errors
 */
export function importErrorsCsv(source: SourceText, builder: ErrorTableBuilder): readonly Diagnostic[] {
  const reader = new CsvReader(source)
  const said = new Descriptions(reader)
  for (const [nameCell, codesCell, descriptionCell] of reader.rows()) {
    const name = reader.read(nameCell, withPlaceholders(nameCell.text), errorNameShape)
    const codes = codesCell.text.split(' ').map((text) => reader.read(codesCell, text, codeShape))
    if (name === undefined) continue
    const names = argumentNames(name, bracedWords(descriptionCell.text))
    const description = describe(descriptionCell.text, names)
    for (const code of codes) {
      if (code !== undefined) {
        if (descriptionCell.text !== '') said.add(`${code} ${name}`, descriptionCell)
        builder.addError({ code, name, arguments: names, ...description, place: reader.place(nameCell) })
      }
    }
  }
  return reader.diagnostics
}

/** The descriptions of a file: an error has one, however often it is listed. */
class Descriptions {
  readonly #first = new Map<string, CsvCell>()
  readonly #reader: CsvReader

  constructor(reader: CsvReader) {
    this.#reader = reader
  }

  add(key: string, cell: CsvCell): void {
    const first = this.#first.get(key)
    if (!first) this.#first.set(key, cell)
    if (!first || first.text === cell.text) return
    const places = [this.#reader.place(cell), this.#reader.place(first)] as const
    const message = `\`${key}\` has another description here`
    this.#reader.diagnostics.push(contradiction(message, ...places, 'the first one is here'))
  }
}

function describe(text: string, names: readonly string[]): { readonly description?: string } {
  if (text === '') return {}
  let at = 0
  // Braces that hold something else than an argument stay as text.
  const filled = text.replace(/\{\w+\}/g, (braces) => {
    const name = names[at++]
    return name === undefined ? braces.slice(1, -1) : `{${name}}`
  })
  return { description: filled.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1') }
}

const usabilities: ReadonlyMap<string, Callers | undefined> = new Map([
  ['user', 'user'],
  ['bot', 'bot'],
  ['both', 'both'],
  ['unknown', undefined],
  ['', undefined],
])

/**
 * Reads the rows of `method,usability,errors`: the names of the errors stand between spaces; each means all the codes
 * that it has.
 * @param builder has the errors already
 */
export function importMethodsCsv(source: SourceText, builder: ErrorTableBuilder): readonly Diagnostic[] {
  const reader = new CsvReader(source)
  const keys = builder.keysOfName()
  const seen = new CallersSeen()
  for (const [methodCell, usabilityCell, errorsCell] of reader.rows()) {
    const name = reader.read(methodCell, methodCell.text, methodNameShape)
    if (!usabilities.has(usabilityCell.text)) {
      const message = `\`${usabilityCell.text}\`: expected user, bot, both or unknown`
      reader.diagnostics.push(wrongRow(message, reader.place(usabilityCell)))
    }
    if (name === undefined) continue
    const callers = usabilities.get(usabilityCell.text)
    if (callers) reader.diagnostics.push(...seen.add(name, callers, reader.place(usabilityCell)))
    const errors: ErrorKey[] = []
    for (const text of errorsCell.text.split(' ').filter((word) => word !== '')) {
      const found = keys.get(withPlaceholders(text))
      if (found) errors.push(...found)
      else reader.diagnostics.push(unknownError(text, name, reader.place(errorsCell)))
    }
    builder.addMethod({ name, errors, ...(callers && { callers }), place: reader.place(methodCell) })
  }
  return reader.diagnostics
}
