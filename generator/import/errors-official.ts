import { z } from 'zod'
import type { SourceText } from '../diagnostics/diagnostic.js'
import { errorKey, type Callers } from '../ir/errors.js'
import { argumentNames } from './errors-arguments.js'
import { ErrorTableBuilder } from './errors-builder.js'
import {
  errorCodeShape,
  errorNameShape,
  JsonProblems,
  methodNameShape,
  type ErrorImport,
} from './errors-shapes.js'

/** The form in which Telegram publishes its errors: code → name → methods; no methods means all of them. */
export const officialErrorsShape = z.object({
  errors: z.record(z.string(), z.unknown()),
  descriptions: z.record(z.string(), z.unknown()).default({}),
  user_only: z.array(z.unknown()).default([]),
  bot_only: z.array(z.unknown()).default([]),
  business_supported: z.array(z.unknown()).default([]),
  unauthed_allowed: z.array(z.unknown()).default([]),
})

const codeShape = z
  .string()
  .regex(/^-?\d{1,3}$/, 'expected an error code')
  .transform(Number)
  .pipe(errorCodeShape)

/** Reads the official errors.json. */
export function importOfficialErrors(
  file: z.infer<typeof officialErrorsShape>,
  source: SourceText,
): ErrorImport {
  const problems = new JsonProblems(source)
  const builder = new ErrorTableBuilder()
  for (const [codeText, names] of Object.entries(file.errors)) {
    const code = problems.read(codeText, codeShape, ['errors', codeText])
    const rows = problems.read(names, z.record(z.string(), z.unknown()), ['errors', codeText])
    if (code === undefined || rows === undefined) continue
    for (const [nameText, value] of Object.entries(rows)) {
      const path = ['errors', codeText, nameText]
      const name = problems.read(nameText, errorNameShape, path)
      const methods = problems.read(value, z.array(methodNameShape), path)
      if (name === undefined || methods === undefined) continue
      const description = describe(file.descriptions[name], name, problems)
      const spec = { code, name, arguments: argumentNames(name), ...description }
      builder.addError({ ...spec, place: problems.place(path) })
      if (methods.length === 0) builder.addCommon(errorKey(spec))
      for (const method of methods) builder.addMethod({ name: method, errors: [errorKey(spec)] })
    }
  }
  addAvailability(file, builder, problems)
  return { table: builder.table(), diagnostics: problems.diagnostics }
}

/** The sentence without its links, with the argument in the place of `%d`. */
function describe(value: unknown, name: string, problems: JsonProblems): { readonly description?: string } {
  if (value === undefined) return {}
  const text = problems.read(value, z.string(), ['descriptions', name])
  if (text === undefined || text === '') return {}
  const names = argumentNames(name)
  let at = 0
  const filled = text.replace(/%d/g, (number) => {
    const argument = names[Math.min(at++, names.length - 1)]
    return argument === undefined ? number : `{${argument}}`
  })
  return { description: filled.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1') }
}

function addAvailability(
  file: z.infer<typeof officialErrorsShape>,
  builder: ErrorTableBuilder,
  problems: JsonProblems,
): void {
  const read = (list: keyof typeof file): readonly string[] => {
    const values = file[list]
    if (!Array.isArray(values)) return []
    return values.flatMap((value, index) => problems.read(value, methodNameShape, [list, index]) ?? [])
  }
  const callers = (list: 'user_only' | 'bot_only', who: Callers): void => {
    for (const name of read(list)) builder.addMethod({ name, errors: [], callers: who })
  }
  callers('user_only', 'user')
  callers('bot_only', 'bot')
  for (const name of read('business_supported')) builder.addMethod({ name, errors: [], business: true })
  for (const name of read('unauthed_allowed')) builder.addMethod({ name, errors: [], withoutLogin: true })
}
