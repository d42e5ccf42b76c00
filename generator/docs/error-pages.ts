import { errorKey, type ErrorTable, type RpcErrorSpec } from '../ir/errors.js'
import { entryOf, type DocContext } from './context.js'
import type { Entry, ErrorPage, Prose } from './model.js'
import { firstSentence, proseOf } from './prose.js'

/** `errors/FLOOD_WAIT_X` */
export function errorPath(name: string): string {
  return `errors/${name.replaceAll('%d', 'X').replace(/[^\w.-]/g, '_')}`
}

/** A page for each name of an error, with all its codes. */
export function errorPages(context: DocContext): readonly ErrorPage[] {
  const table = context.schema.errors
  if (!table) return []
  const byPath = new Map<string, RpcErrorSpec[]>()
  for (const spec of table.errors.values()) {
    const path = errorPath(spec.name)
    byPath.set(path, [...(byPath.get(path) ?? []), spec])
  }
  const methods = methodsByError(table, context)
  return [...byPath]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, specs]) => errorPage(path, specs, { context, table, methods }))
}

interface ErrorContext {
  readonly context: DocContext
  readonly table: ErrorTable
  readonly methods: ReadonlyMap<string, readonly Entry[]>
}

function errorPage(
  path: string,
  specs: readonly RpcErrorSpec[],
  { context, table, methods }: ErrorContext,
): ErrorPage {
  const [first] = specs
  const name = first?.name ?? ''
  const { image, schema, names } = context
  const prose = (spec: RpcErrorSpec | undefined): Prose => proseOf(spec?.description, schema.name, names)
  return {
    kind: 'error',
    path,
    title: name,
    description: firstSentence(prose(first)) || `The error ${name}.`,
    redirects: [],
    ...(image !== undefined && { image }),
    back: { text: 'All errors', page: 'errors/index' },
    name,
    arguments: first?.arguments ?? [],
    codes: [...specs]
      .sort((a, b) => a.code - b.code)
      .map((spec) => ({
        code: spec.code,
        description: prose(spec),
        common: table.common.includes(errorKey(spec)),
        methods: methods.get(errorKey(spec)) ?? [],
      })),
  }
}

function methodsByError(table: ErrorTable, context: DocContext): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Entry[]>()
  for (const method of context.schema.methods.values()) {
    for (const key of table.methods.get(method.tlName)?.errors ?? []) {
      const known = found.get(key)
      const entry = entryOf(method, context)
      if (known) known.push(entry)
      else found.set(key, [entry])
    }
  }
  return found
}
