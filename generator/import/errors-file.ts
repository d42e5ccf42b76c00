import { z } from 'zod'
import type { SourceText } from '../diagnostics/diagnostic.js'
import {
  callerKinds,
  errorKey,
  type ErrorKey,
  type ErrorTable,
  type MethodErrors,
  type RpcErrorSpec,
} from '../ir/errors.js'
import { argumentNames, bracedWords, countArguments } from './errors-arguments.js'
import type { ErrorImport } from './error-import.js'
import { ErrorTableBuilder } from './errors-builder.js'
import {
  errorCodeShape,
  errorKeyShape,
  errorNameShape,
  isErrorKey,
  objectError,
  JsonProblems,
  methodNameShape,
} from './errors-shapes.js'

const argumentWanted = 'expected the name of a property'
const specShape = z
  .strictObject(
    {
      code: errorCodeShape,
      name: errorNameShape,
      arguments: z.exactOptional(
        z.array(z.string(argumentWanted).regex(/^[a-z]\w*$/i, argumentWanted), 'expected a list of names'),
      ),
      description: z.exactOptional(z.string('expected a text')),
    },
    objectError('an object with `code` and `name`'),
  )
  .transform((row) => ({ ...row, arguments: row.arguments ?? argumentNames(row.name) }))
  .refine((row) => row.arguments.length === countArguments(row.name), {
    path: ['arguments'],
    error: 'expected one name for each `%d`',
  })
  .refine((row) => bracedWords(row.description ?? '').every((word) => row.arguments.includes(word)), {
    path: ['description'],
    error: 'expected only arguments in braces',
  })

const flag = z.exactOptional(z.boolean('expected true or false'))
const errorsWanted = 'expected a list of errors, such as `420 FLOOD_WAIT_%d`'
const methodShape = z.strictObject(
  {
    callers: z.exactOptional(z.enum(callerKinds, 'expected user, bot or both')),
    business: flag,
    withoutLogin: flag,
    retired: flag,
    errors: z.array(z.string(errorsWanted), errorsWanted),
  },
  objectError('an object with `errors`'),
)

/** tlforge's own form: `errors` is a list of errors, `methods` what each method gives, by the keys of the errors. */
export const errorsFileShape = z.object({
  errors: z.array(z.unknown()),
  common: z.array(z.unknown()).default([]),
  methods: z.record(z.string(), z.unknown()).default({}),
})

/** Reads an errors file in tlforge's own form. */
export function importErrorsFile(file: z.infer<typeof errorsFileShape>, source: SourceText): ErrorImport {
  const problems = new JsonProblems(source)
  const builder = new ErrorTableBuilder()
  const known = new Set<ErrorKey>()
  file.errors.forEach((value, index) => {
    const spec = problems.read(value, specShape, ['errors', index])
    if (!spec) return
    const key = errorKey(spec)
    if (known.has(key)) problems.wrong(`\`${key}\` is listed twice`, ['errors', index])
    known.add(key)
    builder.addError({ ...spec, place: problems.place(['errors', index]) })
  })
  file.common.forEach((value, index) => {
    const key = problems.read(value, errorKeyShape, ['common', index])
    if (key === undefined) return
    if (known.has(key)) builder.addCommon(key)
    else problems.unknown(key, 'common', ['common', index])
  })
  for (const [name, value] of Object.entries(file.methods)) {
    const path = ['methods', name]
    const method = problems.read(value, methodShape, path)
    if (!method || problems.read(name, methodNameShape, path) === undefined) continue
    const errors: ErrorKey[] = []
    method.errors.forEach((key, index) => {
      if (isErrorKey(key) && known.has(key)) errors.push(key)
      else problems.unknown(key, name, [...path, 'errors', index])
    })
    builder.addMethod({ ...method, name, errors, place: problems.place(path) })
  }
  return { table: builder.table(), diagnostics: problems.diagnostics }
}

/** Prints a table as an errors file: sorted, one line for each error and each method. */
export function printErrorsFile(table: ErrorTable): string {
  const errors = [...table.errors.values()].map((spec) => `    ${onOneLine(specRow(spec))}`)
  const methods = [...table.methods.values()].map(
    (method) => `    ${JSON.stringify(method.name)}: ${onOneLine(methodRow(method))}`,
  )
  const common = table.common.map((key) => `    ${JSON.stringify(key)}`)
  return `{
  "errors": [
${errors.join(',\n')}
  ],
  "common": [
${common.join(',\n')}
  ],
  "methods": {
${methods.join(',\n')}
  }
}
`
}

/** A line break in a text is escaped, so the breaks are those between the values. */
function onOneLine(value: object): string {
  return JSON.stringify(value, undefined, 1)
    .replace(/\[\n */g, '[')
    .replace(/\n *\]/g, ']')
    .replace(/\n */g, ' ')
}

function specRow({ code, name, arguments: names, description }: RpcErrorSpec): object {
  return { code, name, ...(names.length > 0 && { arguments: names }), description }
}

function methodRow({ callers, business, withoutLogin, retired, errors }: MethodErrors): object {
  return { callers, business, withoutLogin, retired, errors }
}
