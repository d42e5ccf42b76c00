import type { Diagnostic, OptionPath } from '../diagnostics/diagnostic.js'
import { sortedErrorKeys, type ErrorTable } from '../ir/errors.js'
import type { Constructor, Definition, Method, Schema, Union } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { withUnsupported, type SchemaWithUnsupported, type UnsupportedDefinition } from '../ir/unsupported.js'
import type { SubsetOptions, SubsetSummary } from '../options.js'
import { readOver } from './outside.js'
import { selectNames, type Selections } from './subset-patterns.js'

/** A schema cut down to what was asked for, and what is wrong with the request. */
export interface SubsetResult {
  readonly schema: Schema
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Keeps of a schema what `include` names and everything that its values can hold or be answered with, but for what
 * `exclude` names. A schema without either option comes back as it is.
 * @param at where the options of the schema stand, for messages
 * @param unsupported what else the schema defines; the result is fit to be emitted where nothing of it is kept
 */
export function subsetOf(
  supported: Schema,
  options: SubsetOptions,
  at: OptionPath,
  unsupported: readonly UnsupportedDefinition[] = [],
): SubsetResult {
  const { schema, problems } = withUnsupported(supported, unsupported)
  if (!options.include && !options.exclude) return { schema: supported, diagnostics: [...problems.values()] }
  const selections = selectNames(schema, options, at)
  // What mistyped patterns leave out says nothing.
  if (selections.diagnostics.length > 0) return { schema: supported, diagnostics: selections.diagnostics }
  const kept = closure(schema, selections)
  const diagnostics = [...heldBare(schema, kept, at), ...nothingLeft(kept, schema, at)]
  if (diagnostics.length > 0) return { schema: supported, diagnostics }
  const part = cut(schema, kept, options)
  const problemsOfPart = [...problemsOf(part, problems), ...unreadable(part, problems)]
  return { schema: withForms(part, problems), diagnostics: problemsOfPart }
}

/** Without what has no form: for further checks. */
function withForms(part: Schema, problems: SchemaWithUnsupported['problems']): Schema {
  const constructors = new Map([...part.constructors].filter(([, one]) => !problems.has(one)))
  const methods = new Map([...part.methods].filter(([, one]) => !problems.has(one)))
  return { ...part, constructors, methods }
}

/** TL2017 for what is kept. */
function problemsOf(part: Schema, problems: SchemaWithUnsupported['problems']): readonly Diagnostic[] {
  return [...part.constructors.values(), ...part.methods.values()].flatMap((one) => problems.get(one) ?? [])
}

/** TL2017 for what is left out, but has to be read over: nobody knows how its fields lie in the bytes. */
function unreadable(part: Schema, problems: SchemaWithUnsupported['problems']): readonly Diagnostic[] {
  if (part.subset?.outside !== 'unknown') return []
  return [...readOver(part)].flatMap((one): Diagnostic[] => {
    const problem = part.constructors.has(one.key) ? undefined : problems.get(one)
    if (!problem) return []
    const hint = "with `outside: 'error'`, it can be left out; values of `Unknown` need to know where it ends"
    return [{ ...problem, hint }]
  })
}

/** The same of another state of the schema, which the options need not fit: what they name and it lacks is nothing. */
export function subsetAsFarAsThere(schema: Schema, options: SubsetOptions): Schema {
  if (!options.include && !options.exclude) return schema
  return cut(schema, closure(schema, selectNames(schema, options, [])), options)
}

/** Keys of what stays. */
interface Kept {
  readonly constructors: ReadonlySet<string>
  readonly methods: ReadonlySet<string>
  /** Types that some value or result is of. */
  readonly unions: ReadonlySet<string>
}

function closure(schema: Schema, { include, exclude }: Selections): Kept {
  const isExcluded = (name: string): boolean => exclude.names.has(name) && include?.literal.has(name) !== true
  const mayStay = ({ tlName, union }: Constructor): boolean =>
    !isExcluded(tlName) && (!exclude.names.has(union) || include?.literal.has(tlName) === true)
  const isIncluded = (name: string): boolean => include === undefined || include.names.has(name)
  const constructors = new Set<string>()
  const unions = new Set<string>()
  const open: Definition[] = []
  const add = (one: Constructor): void => {
    if (constructors.has(one.key) || !mayStay(one)) return
    constructors.add(one.key)
    open.push(one)
  }
  const reach = (name: string): void => {
    if (unions.has(name)) return
    unions.add(name)
    for (const key of schema.unions.get(name)?.constructors ?? []) addKey(key)
  }
  const addKey = (key: string): void => {
    const found = schema.constructors.get(key)
    if (found) add(found)
  }
  const methods = [...schema.methods.values()].filter(
    ({ tlName }) => isIncluded(tlName) && !isExcluded(tlName),
  )
  open.push(...methods)
  for (const one of schema.constructors.values()) if (isIncluded(one.tlName)) add(one)
  for (const name of schema.unions.keys()) if (include?.names.has(name) === true) reach(name)
  for (let next = open.pop(); next; next = open.pop()) {
    for (const type of typesWithin(next)) {
      if (type.kind === 'boxed') reach(type.union)
      else if (type.kind === 'bare') addKey(type.name)
    }
  }
  return { constructors, unions, methods: new Set(methods.map(({ key }) => key)) }
}

/** The types of the fields and the result, vectors opened. */
function typesWithin(definition: Definition): readonly TypeRef[] {
  const types = definition.fields.map((field) => innermost(field.type))
  return definition.kind === 'method' ? [...types, innermost(definition.result)] : types
}

function innermost(type: TypeRef): TypeRef {
  let inner = type
  while (inner.kind === 'vector' || inner.kind === 'repetition') inner = inner.item
  return inner
}

/** TL3004: a value without its id can be of one constructor only, which so cannot be left out. */
function heldBare(schema: Schema, kept: Kept, at: OptionPath): readonly Diagnostic[] {
  return definitionsOf(schema, kept).flatMap((holder) =>
    typesWithin(holder).flatMap((type): Diagnostic[] => {
      if (type.kind !== 'bare' || kept.constructors.has(type.name)) return []
      const held = schema.constructors.get(type.name)?.tlName ?? type.name
      return [
        {
          code: 'TL3004',
          severity: 'error',
          message: `\`${held}\` cannot be excluded: \`${holder.tlName}\` holds it bare`,
          option: [...at, 'exclude'],
          notes: [{ message: 'held here', place: holder.place }],
          hint: `exclude \`${holder.tlName}\` as well`,
        },
      ]
    }),
  )
}

/** TL3004 */
function nothingLeft({ constructors, methods }: Kept, schema: Schema, at: OptionPath): readonly Diagnostic[] {
  if (constructors.size + methods.size > 0 || schema.constructors.size + schema.methods.size === 0) return []
  const message = `nothing of the schema \`${schema.name}\` is left`
  return [{ code: 'TL3004', severity: 'error', message, option: at }]
}

function definitionsOf(schema: Schema, kept: Kept): readonly Definition[] {
  return [...kept.constructors, ...kept.methods].flatMap(
    (key) => schema.constructors.get(key) ?? schema.methods.get(key) ?? [],
  )
}

/** The schema with what is kept, everything in its old order. */
function cut(schema: Schema, kept: Kept, { outside = 'error' }: SubsetOptions): Schema {
  const constructors = new Map([...schema.constructors].filter(([key]) => kept.constructors.has(key)))
  const methods = new Map([...schema.methods].filter(([key]) => kept.methods.has(key)))
  const unions = new Map<string, Union>()
  for (const [name, union] of schema.unions) {
    const inside = union.constructors.filter((key) => kept.constructors.has(key))
    if (inside.length === 0 && !kept.unions.has(name)) continue
    const left = union.constructors.filter((key) => !kept.constructors.has(key))
    unions.set(name, { ...union, constructors: inside, ...(left.length > 0 && { outside: left }) })
  }
  return {
    ...schema,
    constructors,
    methods,
    unions,
    subset: { whole: schema, outside },
    ...(schema.errors && { errors: errorsOf(schema.errors, [...methods.values()]) }),
  }
}

/** The errors of those methods, and of all methods. */
function errorsOf(table: ErrorTable, methods: readonly Method[]): ErrorTable {
  const kept = new Map(
    methods.flatMap(({ tlName }) => {
      const found = table.methods.get(tlName)
      return found ? [[tlName, found] as const] : []
    }),
  )
  const keys = sortedErrorKeys([...table.common, ...[...kept.values()].flatMap(({ errors }) => errors)])
  const errors = new Map(
    keys.flatMap((key) => {
      const found = table.errors.get(key)
      return found ? [[key, found] as const] : []
    }),
  )
  return { ...table, methods: kept, errors }
}

/** How much of its whole a subset is; undefined for a whole schema. */
export function subsetSummary({
  name,
  subset,
  methods,
  constructors,
  unions,
}: Schema): SubsetSummary | undefined {
  if (!subset) return undefined
  return {
    schema: name,
    methods: methods.size,
    allMethods: subset.whole.methods.size,
    constructors: constructors.size,
    allConstructors: subset.whole.constructors.size,
    outside: [...unions.values()].reduce((sum, { outside }) => sum + (outside?.length ?? 0), 0),
  }
}
