import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Condition, Constructor, Definition, Field, Method, Schema } from '../ir/schema.js'
import { onceFor } from '../ir/once-for.js'
import type { UnsupportedDefinition } from '../ir/unsupported.js'
import { namespaceOf } from '../naming/words.js'
import type { CombinatorSyntax, FieldSyntax } from '../syntax/ast.js'
import { documentationOf } from '../syntax/docs-comments.js'
import { printItemLine, printType } from '../syntax/print.js'
import { isBuiltinDeclaration, isKnownBuiltin } from './builtins.js'
import type { CheckMemory, SymbolView } from './check-memory.js'
import { unsupportedForm } from './forms.js'
import { lowerType, type Unsupported } from './lower-type.js'
import { lowerUnions } from './lower-unions.js'
import { argumentsOf, isNat, type Argument } from './scope.js'
import { placeOf, resultName, type Entry, type Symbols } from './symbols.js'

export interface LowerOptions {
  readonly name: string
  readonly layer?: number
  /** The id of every definition, explicit or computed. */
  readonly ids: ReadonlyMap<Entry['item'], number>
  /** Documentation of types, by TL name. */
  readonly typeDescriptions: ReadonlyMap<string, string>
  readonly memory?: CheckMemory
}

export interface Lowered {
  readonly schema: Schema
  /** The definitions that TL allows and the model has no form for; they are not in the schema. */
  readonly unsupported: readonly UnsupportedDefinition[]
}

/** Brings a checked schema to the model. */
export function lowerSchema(symbols: Symbols, options: LowerOptions): Lowered {
  const constructors = new Map<string, Constructor>()
  const methods = new Map<string, Method>()
  const unsupported: UnsupportedDefinition[] = []
  const newest = newestLayers(symbols)
  const refuse = (entry: Entry, why: Unsupported): void => {
    const definition = outlineOf(entry, newest, options.ids)
    unsupported.push({ definition, diagnostic: unsupportedDiagnostic(entry, why) })
  }
  for (const entry of symbols.entries) {
    const { item } = entry
    if (item.kind === 'builtin' || isBuiltinDeclaration(entry)) {
      if (!isKnownBuiltin(entry)) refuse(entry, unknownBuiltin(entry))
      continue
    }
    const about = { id: options.ids.get(item) ?? 0, names: namesOf(entry, newest) }
    const lower = (view: SymbolView): Definition | Unsupported => lowerDefinition(entry, item, view, about)
    const lowered =
      options.memory?.lowered.recall(entry, symbols, lower, `${about.names.key} ${String(about.id)}`) ??
      lower(symbols)
    if (lowered.kind === 'unsupported') refuse(entry, lowered)
    else if (lowered.kind === 'method') methods.set(lowered.key, lowered)
    else constructors.set(lowered.key, lowered)
  }
  const unions = lowerUnions(constructors, options.typeDescriptions)
  const { name, layer } = options
  return {
    schema: { name, ...(layer === undefined ? {} : { layer }), constructors, methods, unions },
    unsupported,
  }
}

/** To be dropped silently, a declaration must be of something that the runtime has. */
function unknownBuiltin({ item }: Entry): Unsupported {
  const what =
    item.kind === 'builtin' ? 'a builtin form' : `the builtin type \`${resultName(item.result)}\` as its own`
  return { kind: 'unsupported', what, span: item.name.span }
}

function unsupportedDiagnostic(entry: Entry, { what, span }: Unsupported): Diagnostic {
  return {
    code: 'TL2017',
    severity: 'error',
    message: `\`${entry.item.name.text}\` uses ${what}, which has no TypeScript form`,
    place: placeOf(entry, span),
    hint: `leave it out of what is generated: \`exclude: ['${entry.item.name.text}']\` in the options of the schema`,
  }
}

/** What can be said of a definition without a form: enough to name it and to find it through its type. */
function outlineOf(entry: Entry, newest: ReadonlyMap<Entry, number>, ids: LowerOptions['ids']): Definition {
  const { item, isFunction } = entry
  const base = {
    ...namesOf(entry, newest),
    id: ids.get(item) ?? 0,
    fields: [],
    tl: item.kind === 'builtin' ? item.name.text : printItemLine(item),
    place: placeOf(entry, item.name.span),
  }
  if (!isFunction) return { kind: 'constructor', ...base, union: resultName(item.result) }
  return { kind: 'method', ...base, parameters: [], result: { kind: 'object' }, tlResult: '' }
}

type Names = Pick<Definition, 'key' | 'tlName' | 'namespace' | 'variantOf' | 'layer'>

const namespaceOfEntry = onceFor(({ item }: Entry) => namespaceOf(item.name.text))

function namesOf(entry: Entry, newest: ReadonlyMap<Entry, number>): Names {
  const tlName = entry.item.name.text
  const layer = olderLayer(entry, newest)
  return {
    // No TL name has an `@`, so the key is never that of another definition.
    key: layer === undefined ? tlName : `${tlName}@${String(layer)}`,
    tlName,
    namespace: namespaceOfEntry(entry),
    ...(layer === undefined ? {} : { variantOf: layer }),
    ...(entry.layer === undefined ? {} : { layer: entry.layer }),
  }
}

function lowerDefinition(
  entry: Entry,
  item: CombinatorSyntax,
  symbols: SymbolView,
  { id, names: ofEntry }: { readonly id: number; readonly names: Names },
): Definition | Unsupported {
  const parameters = item.templates.flatMap((template) => template.parameters)
  const nat = parameters.find(({ type }) => isNat(type))
  const [template] = item.templates
  if (template && (nat || !entry.isFunction)) {
    return { kind: 'unsupported', what: 'template parameters', span: template.span }
  }
  const names = parameters.flatMap((parameter) => parameter.names.map((name) => name.text))
  const fields = lowerFields(entry, item, { symbols, parameters: new Set(names) })
  if ('kind' in fields) return fields
  const description = documentationOf(item).description
  const base = {
    ...ofEntry,
    id,
    fields,
    tl: printItemLine(item),
    ...(description === undefined ? {} : { description }),
    place: placeOf(entry, item.name.span),
  }
  const definition = lowerHead(entry, item, base, symbols, names)
  if (definition.kind === 'unsupported') return definition
  return unsupportedForm(definition, item.name.span) ?? definition
}

/** Adds what constructors and methods have each of their own. */
function lowerHead(
  { isFunction }: Entry,
  item: CombinatorSyntax,
  base: Omit<Constructor, 'kind' | 'union'>,
  symbols: SymbolView,
  parameters: readonly string[],
): Definition | Unsupported {
  if (!isFunction) return { kind: 'constructor', ...base, union: resultName(item.result) }
  const result = lowerType(item.result, { symbols, parameters: new Set(parameters), numbers: new Set() })
  if (result.kind === 'unsupported') return result
  return { kind: 'method', ...base, parameters, result, tlResult: printType(item.result) }
}

/** The layer of a definition that a later block replaces; undefined for the newest form. */
function olderLayer(entry: Entry, newest: ReadonlyMap<Entry, number>): number | undefined {
  const latest = newest.get(entry)
  if (entry.layer === undefined || latest === undefined) return undefined
  return entry.layer < latest ? entry.layer : undefined
}

/** The layer of the newest form of every definition that is in a layer block. */
function newestLayers(symbols: Symbols): ReadonlyMap<Entry, number> {
  const newest = new Map<Entry, number>()
  for (const group of [...symbols.constructors.values(), ...symbols.functions.values()]) {
    const latest = group.reduce((highest, { layer }) => Math.max(highest, layer ?? 0), 0)
    for (const entry of group) if (entry.layer !== undefined) newest.set(entry, latest)
  }
  return newest
}

interface FieldScope {
  readonly symbols: SymbolView
  readonly parameters: ReadonlySet<string>
}

function lowerFields(
  entry: Entry,
  item: CombinatorSyntax,
  { symbols, parameters }: FieldScope,
): readonly Field[] | Unsupported {
  const all = argumentsOf(item.fields)
  const masks = new Set(all.flatMap(({ field }) => (field.condition ? [field.condition.mask.text] : [])))
  const descriptions = documentationOf(item).fields
  const fields: Field[] = []
  const numbers = new Set<string>()
  let lastNumber: string | undefined
  const nameOf = fieldNames(all)
  for (const argument of all) {
    const { field } = argument
    const type = lowerType(field.type, { symbols, parameters, numbers, lastNumber })
    if (type.kind === 'unsupported') return type
    const condition = lowerCondition(field, numbers)
    if (condition && 'kind' in condition) return condition
    const tlName = nameOf(argument)
    const isMask = isNat(field.type) && masks.has(tlName)
    if (isMask && condition)
      return { kind: 'unsupported', what: 'a mask that is itself conditional', span: field.span }
    if (isNat(field.type)) {
      numbers.add(tlName)
      lastNumber = tlName
    }
    const description = descriptions.get(tlName)
    fields.push({
      tlName,
      type,
      ...(condition ? { condition } : {}),
      isMask,
      tlType: (condition ? `${condition.mask}.${String(condition.bit)}?` : '') + printType(field.type),
      ...(description === undefined ? {} : { description }),
      place: placeOf(entry, argument.name?.span ?? field.span),
    })
  }
  return fields
}

function lowerCondition(
  field: FieldSyntax,
  numbers: ReadonlySet<string>,
): Condition | Unsupported | undefined {
  if (!field.condition) return undefined
  const { mask, bit, span } = field.condition
  if (!bit) return { kind: 'unsupported', what: 'a condition without a bit', span }
  if (!numbers.has(mask.text)) return { kind: 'unsupported', what: 'a mask that is a parameter', span }
  return { mask: mask.text, bit: bit.value }
}

/** An argument without a name is `value`, or `value1`, `value2` … where there are several. */
function fieldNames(all: readonly Argument[]): (argument: Argument) => string {
  const unnamed = all.filter(isUnnamed)
  const positions = new Map(unnamed.map((argument, index) => [argument, index + 1]))
  return (argument) => {
    if (argument.name && !isUnnamed(argument)) return argument.name.text
    return unnamed.length === 1 ? 'value' : `value${String(positions.get(argument))}`
  }
}

function isUnnamed({ name }: Argument): boolean {
  return !name || name.text === '_'
}
