import { z } from 'zod'
import type { SourceText } from '../diagnostics/diagnostic.js'
import { errorKey, type MethodErrors } from '../ir/errors.js'
import { argumentNames } from './errors-arguments.js'
import type { ErrorImport } from './error-import.js'
import { ErrorTableBuilder } from './errors-builder.js'
import {
  CallersSeen,
  errorCodeShape,
  errorNameShape,
  JsonProblems,
  methodNameShape,
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

const rowsShape = z.record(z.string(), z.unknown(), 'expected an object of errors, by their names')
const methodsShape = z.array(methodNameShape, 'expected a list of methods')

/** Reads the official errors.json. */
export function importOfficialErrors(
  file: z.infer<typeof officialErrorsShape>,
  source: SourceText,
): ErrorImport {
  const problems = new JsonProblems(source)
  const builder = new ErrorTableBuilder()
  for (const [codeText, names] of Object.entries(file.errors)) {
    const code = problems.read(codeText, codeShape, ['errors', codeText])
    const rows = problems.read(names, rowsShape, ['errors', codeText])
    if (code === undefined || rows === undefined) continue
    for (const [nameText, value] of Object.entries(rows)) {
      const path = ['errors', codeText, nameText]
      const name = problems.read(nameText, errorNameShape, path)
      const methods = problems.read(value, methodsShape, path)
      if (name === undefined || methods === undefined) continue
      const description = describe(file.descriptions[name], name, problems)
      const spec = { code, name, arguments: argumentNames(name), ...description }
      builder.addError({ ...spec, place: problems.place(path) })
      if (methods.length === 0) builder.addCommon(errorKey(spec))
      methods.forEach((method, index) => {
        const place = problems.place([...path, index])
        builder.addMethod({ name: method, errors: [errorKey(spec)], place })
      })
    }
  }
  addAvailability(file, builder, problems)
  return { table: builder.table(), diagnostics: problems.diagnostics }
}

/** The sentence without its links, with the argument in the place of `%d`. */
function describe(value: unknown, name: string, problems: JsonProblems): { readonly description?: string } {
  if (value === undefined) return {}
  const text = problems.read(value, z.string('expected a text'), ['descriptions', name])
  if (text === undefined || text === '') return {}
  const names = argumentNames(name)
  let at = 0
  const filled = text.replace(/%d/g, (number) => {
    const argument = names[Math.min(at++, names.length - 1)]
    return argument === undefined ? number : `{${argument}}`
  })
  return { description: filled.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1') }
}

type Availability = Pick<MethodErrors, 'callers' | 'business' | 'withoutLogin'>

function addAvailability(
  file: z.infer<typeof officialErrorsShape>,
  builder: ErrorTableBuilder,
  problems: JsonProblems,
): void {
  const seen = new CallersSeen()
  const addAll = (list: Exclude<keyof typeof file, 'errors' | 'descriptions'>, known: Availability): void => {
    file[list].forEach((value, index) => {
      const name = problems.read(value, methodNameShape, [list, index])
      if (name === undefined) return
      const place = problems.place([list, index])
      if (known.callers) problems.diagnostics.push(...seen.add(name, known.callers, place))
      builder.addMethod({ name, errors: [], ...known, place })
    })
  }
  addAll('user_only', { callers: 'user' })
  addAll('bot_only', { callers: 'bot' })
  addAll('business_supported', { business: true })
  addAll('unauthed_allowed', { withoutLogin: true })
}
