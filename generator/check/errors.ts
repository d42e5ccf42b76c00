import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { didYouMean } from '../diagnostics/suggest.js'
import { importErrors } from '../import/errors.js'
import type { ErrorTable, MethodErrors } from '../ir/errors.js'
import type { SchemaInput } from '../options.js'
import type { CheckedModule } from './check-module.js'

/** Names that a message lists before it only counts the rest. */
const listed = 5

/** Reads the errors of a schema's methods, where there are files of them, and adds them to the schema. */
export function checkErrors(
  module: CheckedModule,
  input: Pick<SchemaInput, 'name' | 'errors' | 'errorNames'>,
  read = importErrors,
): CheckedModule {
  if (!input.errors) return module
  const { table, diagnostics } = read(input.errors)
  const names = new Set([...module.schema.methods.values()].map(({ tlName }) => tlName))
  return {
    ...module,
    schema: {
      ...module.schema,
      errors: ofSchema(table, names),
      ...(input.errorNames && { errorNames: input.errorNames }),
    },
    diagnostics: [...module.diagnostics, ...diagnostics, ...foreignMethods(table, names, input.name)],
  }
}

/** Without the methods that the schema does not have. */
function ofSchema(table: ErrorTable, names: ReadonlySet<string>): ErrorTable {
  return { ...table, methods: new Map([...table.methods].filter(([name]) => names.has(name))) }
}

/** TL5003: one warning for all of them, since an old file can have dozens. */
function foreignMethods(
  table: ErrorTable,
  names: ReadonlySet<string>,
  schema: string,
): readonly Diagnostic[] {
  const foreign = [...table.methods.values()].filter(
    ({ name, retired }) => !names.has(name) && retired !== true,
  )
  const [first] = foreign
  if (first === undefined) return []
  const hint = foreign.length === 1 ? didYouMean(first.name, [...names]) : undefined
  return [
    {
      code: 'TL5003',
      severity: 'warning',
      message: `the schema \`${schema}\` does not have ${listOf(foreign)}`,
      ...(first.place && { place: first.place }),
      ...(hint !== undefined && { hint }),
    },
  ]
}

function listOf(methods: readonly MethodErrors[]): string {
  const names = methods.slice(0, listed).map(({ name }) => `\`${name}\``)
  const rest = methods.length - names.length
  const what = methods.length === 1 ? 'the method' : 'the methods'
  return `${what} ${names.join(', ')}${rest > 0 ? ` and ${String(rest)} more` : ''}`
}
