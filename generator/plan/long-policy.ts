import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { suggest } from '../diagnostics/suggest.js'
import type { Definition, Schema } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { fieldPattern, type FieldPattern } from '../naming/patterns.js'
import type { GenerateOptions, LongPolicy } from '../options.js'

/** Schemas whose longs are of the kinds that the options ask for. */
export interface LongPolicyResult {
  readonly schemas: readonly Schema[]
  readonly diagnostics: readonly Diagnostic[]
}

type Options = Pick<GenerateOptions, 'long' | 'longFields'>

interface Rule {
  readonly pattern: FieldPattern
  readonly policy: LongPolicy
}

/** What patterns call the result of a method. */
const resultName = 'result'

/** Gives every `long` its kind: that of the last pattern that fits its field, or that of the whole build. */
export function applyLongPolicy(schemas: readonly Schema[], options: Options): LongPolicyResult {
  const { long = 'bigint', longFields = {} } = options
  const rules = Object.entries(longFields).map(([text, policy]) => ({ pattern: fieldPattern(text), policy }))
  if (long === 'bigint' && rules.length === 0) return { schemas, diagnostics: [] }
  const policyOf = (definition: string, field: string): LongPolicy => {
    const rule = rules.findLast(({ pattern }) => pattern.matches(definition, field))
    return rule?.policy ?? long
  }
  return {
    schemas: schemas.map((schema) => ({
      ...schema,
      constructors: mapValues(schema.constructors, (one) => withLongs(one, policyOf)),
      methods: mapValues(schema.methods, (one) => ({
        ...withLongs(one, policyOf),
        result: replaced(one.result, policyOf(one.tlName, resultName)),
      })),
    })),
    diagnostics: unusedRules(rules, schemas),
  }
}

function mapValues<T>(map: ReadonlyMap<string, T>, change: (value: T) => T): ReadonlyMap<string, T> {
  return new Map([...map].map(([key, value]) => [key, change(value)]))
}

function withLongs<T extends Definition>(
  definition: T,
  policyOf: (definition: string, field: string) => LongPolicy,
): T {
  const fields = definition.fields.map((field) => ({
    ...field,
    type: replaced(field.type, policyOf(definition.tlName, field.tlName)),
  }))
  return { ...definition, fields }
}

function replaced(type: TypeRef, policy: LongPolicy): TypeRef {
  if (policy === 'bigint') return type
  if (type.kind === 'vector' || type.kind === 'repetition') {
    return { ...type, item: replaced(type.item, policy) }
  }
  return type.kind === 'primitive' && type.name === 'long' ? { ...type, longAs: policy } : type
}

/** TL3003: patterns that fit no long, also none outside of a subset. */
function unusedRules(rules: readonly Rule[], schemas: readonly Schema[]): readonly Diagnostic[] {
  const longs = schemas.flatMap((schema) => longFieldsOf(schema.subset?.whole ?? schema))
  return rules
    .filter(({ pattern }) => !longs.some(([definition, field]) => pattern.matches(definition, field)))
    .map(({ pattern: { text } }) => {
      const hint = betterPattern(text, longs)
      return {
        code: 'TL3003',
        severity: 'error',
        message: `\`${text}\` matches no field of type long`,
        option: ['longFields', text],
        ...(hint !== undefined && { hint: `did you mean \`${hint}\`?` }),
      }
    })
}

function longFieldsOf({ constructors, methods }: Schema): readonly (readonly [string, string])[] {
  const definitions: readonly Definition[] = [...constructors.values(), ...methods.values()]
  return definitions.flatMap((one) => {
    const fields = one.fields.filter(({ type }) => holdsLong(type)).map(({ tlName }) => tlName)
    const result = one.kind === 'method' && holdsLong(one.result) ? [resultName] : []
    return [...fields, ...result].map((field) => [one.tlName, field] as const)
  })
}

function holdsLong(type: TypeRef): boolean {
  if (type.kind === 'vector' || type.kind === 'repetition') return holdsLong(type.item)
  return type.kind === 'primitive' && type.name === 'long'
}

/** The same pattern with the name of a field that there is. */
function betterPattern(text: string, longs: readonly (readonly [string, string])[]): string | undefined {
  const at = Math.max(text.lastIndexOf(':'), text.lastIndexOf('.')) + 1
  const field = suggest(text.slice(at), new Set(longs.map(([, name]) => name)))
  const better = field === undefined ? undefined : text.slice(0, at) + field
  const fits = better === undefined ? undefined : fieldPattern(better).matches
  return fits && longs.some(([definition, name]) => fits(definition, name)) ? better : undefined
}
