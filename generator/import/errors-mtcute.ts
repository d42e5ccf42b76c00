import { z } from 'zod'
import type { SourceText } from '../diagnostics/diagnostic.js'
import { errorKey, type Callers, type ErrorKey } from '../ir/errors.js'
import { argumentNames } from './errors-arguments.js'
import type { ErrorImport } from './error-import.js'
import { ErrorTableBuilder } from './errors-builder.js'
import { CallersSeen, errorCodeShape, errorNameShape, JsonProblems, objectError } from './errors-shapes.js'

const namesWanted = 'expected a list of names'
const errorShape = z.object(
  {
    code: errorCodeShape,
    name: errorNameShape,
    description: z.string('expected a text').optional(),
    _paramNames: z.array(z.string(namesWanted), namesWanted).optional(),
  },
  objectError('an object with `code` and `name`'),
)

/** `tl/raw-errors.json` of the npm package `@mtcute/core`: it keeps one code for each name. */
export const mtcuteErrorsShape = z.object({
  base: z.record(z.string(), z.unknown()),
  errors: z.record(z.string(), z.unknown()),
  throws: z.record(z.string(), z.array(z.string())),
  userOnly: z.record(z.string(), z.unknown()).default({}),
  botOnly: z.record(z.string(), z.unknown()).default({}),
})

/**
 * Reads the errors file of mtcute.
 * @param descriptions whether to take over its descriptions; tlforge's own data has its own
 */
export function importMtcuteErrors(
  file: z.infer<typeof mtcuteErrorsShape>,
  source: SourceText,
  descriptions = true,
): ErrorImport {
  const problems = new JsonProblems(source)
  const builder = new ErrorTableBuilder()
  const keys = new Map<string, ErrorKey>()
  for (const [name, value] of Object.entries(file.errors)) {
    const row = problems.read(value, errorShape, ['errors', name])
    if (!row) continue
    const names = argumentNames(row.name, row._paramNames)
    const description = row.description?.replaceAll('%d', `{${names[0] ?? 'value'}}`)
    builder.addError({
      code: row.code,
      name: row.name,
      arguments: names,
      ...(descriptions && description !== undefined && { description }),
      place: problems.place(['errors', name]),
    })
    keys.set(name, errorKey(row))
  }
  for (const [method, names] of Object.entries(file.throws)) {
    const errors = names.flatMap((name, index) => {
      const key = keys.get(name)
      if (key === undefined) problems.unknown(name, method, ['throws', method, index])
      return key ?? []
    })
    builder.addMethod({ name: method, errors, place: problems.place(['throws', method]) })
  }
  const seen = new CallersSeen()
  const callers = (list: 'userOnly' | 'botOnly', who: Callers): void => {
    for (const name of Object.keys(file[list])) {
      problems.diagnostics.push(...seen.add(name, who, problems.place([list, name])))
      builder.addMethod({ name, errors: [], callers: who })
    }
  }
  callers('userOnly', 'user')
  callers('botOnly', 'bot')
  return { table: builder.table(), diagnostics: problems.diagnostics }
}
