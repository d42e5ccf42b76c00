import type { Place, SourceText } from '../diagnostics/diagnostic.js'
import {
  errorKey,
  type ErrorKey,
  type ErrorTable,
  type MethodErrors,
  type RpcErrorSpec,
} from '../ir/errors.js'
import type { ResultForm } from '../ir/result-form.js'
import type { ErrorImport } from './error-import.js'

/** With the number of the text instead of the text. */
type Numbered<T extends { readonly place?: Place }> = Omit<T, 'place'> & {
  readonly place?: readonly [source: number, start: number, end: number]
}

interface NumberedTable {
  readonly errors: readonly Numbered<RpcErrorSpec>[]
  readonly common: readonly ErrorKey[]
  readonly methods: readonly Numbered<MethodErrors>[]
}

/** The errors of these texts as JSON, without the texts. */
export function errorsForm(sources: readonly SourceText[]): ResultForm<ErrorImport> {
  return {
    name: `errors ${JSON.stringify(sources.map(({ name }) => name))}`,
    from: sources.map(({ text }) => text),
    encode: ({ table, diagnostics }) => (diagnostics.length > 0 ? undefined : encode(table, sources)),
    decode: (json) => {
      const value: unknown = JSON.parse(json)
      return isTable(value) ? { table: decode(value, sources), diagnostics: [] } : undefined
    },
  }
}

function encode({ errors, common, methods }: ErrorTable, sources: readonly SourceText[]): string {
  const numbered = ({ place, ...rest }: RpcErrorSpec | MethodErrors): object =>
    place ? { ...rest, place: [sources.indexOf(place.source), place.span.start, place.span.end] } : rest
  return JSON.stringify({
    errors: [...errors.values()].map(numbered),
    common,
    methods: [...methods.values()].map(numbered),
  })
}

function decode({ errors, common, methods }: NumberedTable, sources: readonly SourceText[]): ErrorTable {
  const placeOf = (place: Numbered<RpcErrorSpec>['place']): { place?: Place } => {
    const source = place && sources[place[0]]
    return source ? { place: { source, span: { start: place[1], end: place[2] } } } : {}
  }
  const specs = errors.map(({ place, ...spec }): RpcErrorSpec => ({ ...spec, ...placeOf(place) }))
  const rows = methods.map(({ place, ...row }): MethodErrors => ({ ...row, ...placeOf(place) }))
  return {
    errors: new Map(specs.map((spec) => [errorKey(spec), spec])),
    common,
    methods: new Map(rows.map((row) => [row.name, row])),
  }
}

/** The rest is what was encoded. */
function isTable(value: unknown): value is NumberedTable {
  return typeof value === 'object' && value !== null && 'methods' in value
}
