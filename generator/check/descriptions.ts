import type { Diagnostic, Place } from '../diagnostics/diagnostic.js'
import { didYouMean } from '../diagnostics/suggest.js'
import { malformedFile } from '../import/data-file.js'
import { importDescriptions, type DescriptionEntry, type PlacedText } from '../import/descriptions.js'
import { onceFor } from '../ir/once-for.js'
import type { Constructor, Definition, Field, Method, Schema, Union } from '../ir/schema.js'
import type { DescriptionsKind, SchemaInput } from '../options.js'
import type { CheckedModule } from './check-module.js'

/** Something of a schema that can be described: one definition in all its layers, or a type. */
interface Target {
  readonly kind: 'constructor' | 'method' | 'type'
  readonly definitions: readonly Definition[]
}

/** An entry with what it is about. */
interface Matched {
  readonly entry: DescriptionEntry
  readonly kind: Target['kind']
}

const kinds = { constructors: 'constructor', methods: 'method', types: 'type' } as const

/**
 * Reads the descriptions of schemas, where there are files of them, and adds them to what they describe. They win
 * over the comments of the schema.
 */
export function checkDescriptions(
  modules: readonly CheckedModule[],
  inputs: readonly SchemaInput[],
  read = importDescriptions,
): readonly CheckedModule[] {
  const isWanted = inputs.some(({ descriptions = [] }) => descriptions.length > 0)
  if (!isWanted) return modules
  const all = modules.map(({ schema }) => targetsOf(schema))
  const names = new Set(all.flatMap((targets) => [...targets.values()].flatMap((group) => [...group.keys()])))
  return modules.map((module, index) => {
    const files = inputs[index]?.descriptions ?? []
    const targets = all[index]
    if (files.length === 0 || !targets) return module
    const described = new Map<string, Matched>()
    const diagnostics: Diagnostic[] = []
    for (const file of files) {
      const imported = read(file.source)
      diagnostics.push(...imported.diagnostics)
      for (const entry of imported.entries) {
        diagnostics.push(...addEntry(entry, file.kind, { schema: module.schema.name, targets, described }))
        diagnostics.push(...checkSee(entry, names))
      }
    }
    return {
      ...module,
      schema: withDescriptions(module.schema, described),
      diagnostics: [...module.diagnostics, ...diagnostics],
    }
  })
}

type Targets = ReadonlyMap<Target['kind'], ReadonlyMap<string, Target>>

function targetsOf(schema: Schema): Targets {
  const definitions = (kind: Target['kind'], all: Iterable<Definition>): Map<string, Target> => {
    const found = new Map<string, { kind: typeof kind; definitions: Definition[] }>()
    for (const definition of all) {
      const known = found.get(definition.tlName)
      if (known) known.definitions.push(definition)
      else found.set(definition.tlName, { kind, definitions: [definition] })
    }
    return found
  }
  const types = [...schema.unions.keys()].map((name): [string, Target] => [
    name,
    { kind: 'type', definitions: [] },
  ])
  return new Map<Target['kind'], ReadonlyMap<string, Target>>([
    ['method', definitions('method', schema.methods.values())],
    ['constructor', definitions('constructor', schema.constructors.values())],
    ['type', new Map(types)],
  ])
}

interface EntryContext {
  readonly schema: string
  readonly targets: Targets
  readonly described: Map<string, Matched>
}

function addEntry(
  entry: DescriptionEntry,
  kind: DescriptionsKind | undefined,
  { schema, targets, described }: EntryContext,
): readonly Diagnostic[] {
  const wanted = kind === undefined ? [...targets.keys()] : [kinds[kind]]
  const found = wanted.flatMap((name) => targets.get(name)?.get(entry.name.text) ?? [])[0]
  if (!found)
    return [
      unknownName(
        entry,
        kind,
        schema,
        wanted.flatMap((name) => [...(targets.get(name)?.keys() ?? [])]),
      ),
    ]
  const key = `${found.kind} ${entry.name.text}`
  const first = described.get(key)
  if (first) return [describedTwice(entry, first.entry)]
  described.set(key, { entry, kind: found.kind })
  const result = entry.returns && found.kind !== 'method' ? [noResult(entry, entry.returns)] : []
  const unknown = entry.fields.filter(
    ({ name }) => !found.definitions.some(({ fields }) => fields.some(({ tlName }) => tlName === name.text)),
  )
  return [...result, ...unknown.map(({ name }) => unknownField(entry, found, name))]
}

function placeOf({ source }: DescriptionEntry, { span }: PlacedText): Place {
  return { source, span }
}

function unknownName(
  entry: DescriptionEntry,
  kind: DescriptionsKind | undefined,
  schema: string,
  known: readonly string[],
): Diagnostic {
  const what = kind === undefined ? 'nothing called' : `no ${kinds[kind]}`
  return undescribable(
    `the schema \`${schema}\` has ${what} \`${entry.name.text}\` to describe`,
    placeOf(entry, entry.name),
    didYouMean(entry.name.text, known),
  )
}

function unknownField(entry: DescriptionEntry, { kind, definitions }: Target, name: PlacedText): Diagnostic {
  const fields = new Set(definitions.flatMap((one) => one.fields.map(({ tlName }) => tlName)))
  const owner = `the ${kind} \`${entry.name.text}\``
  return undescribable(
    fields.size === 0
      ? `${owner} has no fields to describe`
      : `${owner} has no field \`${name.text}\` to describe`,
    placeOf(entry, name),
    didYouMean(name.text, fields) ?? (fields.size === 0 ? undefined : `it has ${[...fields].join(', ')}`),
  )
}

function undescribable(message: string, place: Place, hint: string | undefined): Diagnostic {
  return { code: 'TL2019', severity: 'error', message, place, ...(hint !== undefined && { hint }) }
}

function noResult(entry: DescriptionEntry, returns: PlacedText): Diagnostic {
  return undescribable(
    `\`${entry.name.text}\` is no method, so it has no result to describe`,
    placeOf(entry, returns),
    undefined,
  )
}

function describedTwice(entry: DescriptionEntry, first: DescriptionEntry): Diagnostic {
  return {
    ...malformedFile(`\`${entry.name.text}\` is described twice`, placeOf(entry, entry.name)),
    notes: [{ message: 'first described here', place: placeOf(first, first.name) }],
  }
}

function checkSee(entry: DescriptionEntry, names: ReadonlySet<string>): readonly Diagnostic[] {
  return entry.see
    .filter(({ text }) => !names.has(text))
    .map((name) =>
      undescribable(
        `no schema has \`${name.text}\`, which the description of \`${entry.name.text}\` points to`,
        placeOf(entry, name),
        didYouMean(name.text, names),
      ),
    )
}

function withDescriptions(schema: Schema, matched: ReadonlyMap<string, Matched>): Schema {
  const entryOf = (kind: Target['kind'], name: string): DescriptionEntry | undefined =>
    matched.get(`${kind} ${name}`)?.entry
  return {
    ...schema,
    constructors: mapValues(schema.constructors, (value) =>
      described(describedConstructor, value, entryOf('constructor', value.tlName)),
    ),
    methods: mapValues(schema.methods, (value) =>
      described(describedMethod, value, entryOf('method', value.tlName)),
    ),
    unions: mapValues(schema.unions, (value) =>
      described(describedUnion, value, entryOf('type', value.name)),
    ),
  }
}

/** Of what is described once, nothing new is made in later runs. */
const describedConstructor = onceFor((one: Constructor) =>
  onceFor((entry: DescriptionEntry) => describe(one, entry)),
)
const describedMethod = onceFor((one: Method) => onceFor((entry: DescriptionEntry) => describe(one, entry)))
const describedUnion = onceFor((one: Union) =>
  onceFor((entry: DescriptionEntry): Union => ({ ...one, ...aboutOf(entry) })),
)

function described<T>(
  describe: (value: T) => (entry: DescriptionEntry) => T,
  value: T,
  entry: DescriptionEntry | undefined,
): T {
  return entry ? describe(value)(entry) : value
}

function mapValues<T>(map: ReadonlyMap<string, T>, change: (value: T) => T): ReadonlyMap<string, T> {
  return new Map([...map].map(([key, value]) => [key, change(value)]))
}

function describe<T extends Definition>(definition: T, entry: DescriptionEntry): T {
  const texts = new Map(entry.fields.map(({ name, text }) => [name.text, text]))
  const fields = definition.fields.map((field): Field => {
    const description = texts.get(field.tlName)
    return description === undefined ? field : { ...field, description }
  })
  return {
    ...definition,
    fields,
    ...aboutOf(entry),
    ...(entry.returns && definition.kind === 'method' ? { returns: entry.returns.text } : {}),
  }
}

function aboutOf({
  description,
  notes,
  see,
}: DescriptionEntry): Pick<Union, 'description' | 'notes' | 'see'> {
  return {
    ...(description !== undefined && { description }),
    ...(notes.length > 0 && { notes }),
    ...(see.length > 0 && { see: [...new Set(see.map(({ text }) => text))] }),
  }
}
