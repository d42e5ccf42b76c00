import type { Diagnostic, Place, SourceText, Span } from '../diagnostics/diagnostic.js'
import type { CheckMemory } from './check-memory.js'
import type { BuiltinSyntax, CombinatorSyntax, SchemaSyntax, TypeSyntax } from '../syntax/ast.js'

/** A definition with where it stands. */
export interface Entry {
  readonly item: CombinatorSyntax | BuiltinSyntax
  readonly source: SourceText
  readonly isFunction: boolean
  /** The `===N===` block around it. */
  readonly layer?: number
}

/** A type by its name: what defines it, and how many parameters it takes. */
export interface TypeSymbol {
  readonly name: string
  readonly entries: readonly Entry[]
  readonly arity: number
}

/** All names of a schema; a name maps to every entry that has it. */
export interface Symbols {
  readonly entries: readonly Entry[]
  readonly constructors: ReadonlyMap<string, readonly Entry[]>
  readonly functions: ReadonlyMap<string, readonly Entry[]>
  readonly types: ReadonlyMap<string, TypeSymbol>
}

/**
 * Collects the definitions of several files that make one schema; sections and layer blocks end with their file.
 * @param before the symbols of the run before: what is as it was there is the very same object
 */
export function collectSymbols(files: readonly SchemaSyntax[], before?: Symbols): Symbols {
  const known = new Map(before?.entries.map((entry) => [entry.item, entry]))
  const entries = files.flatMap((file) => entriesOf(file, known))
  const constructors = groupBy(
    entries.filter((entry) => !entry.isFunction),
    (entry) => entry.item.name.text,
    before?.constructors,
  )
  const functions = groupBy(
    entries.filter((entry) => entry.isFunction),
    (entry) => entry.item.name.text,
    before?.functions,
  )
  const types = new Map<string, TypeSymbol>()
  for (const [name, group] of groupBy([...constructors.values()].flat(), (entry) =>
    resultName(entry.item.result),
  )) {
    const [first] = group
    const last = before?.types.get(name)
    if (last && isSameList(last.entries, group)) types.set(name, last)
    else if (first) types.set(name, { name, entries: group, arity: arityOf(first.item.result) })
  }
  return { entries, constructors, functions, types }
}

function entriesOf(file: SchemaSyntax, known: ReadonlyMap<Entry['item'], Entry>): readonly Entry[] {
  const entries: Entry[] = []
  let inFunctions = false
  let layer: number | undefined
  for (const { source, items } of file.parts ?? [file]) {
    for (const item of items) {
      if (item.kind === 'section') inFunctions = item.section === 'functions'
      else if (item.kind === 'layer-block') layer = item.layer
      else if (item.kind === 'combinator' || item.kind === 'builtin') {
        const isFunction = inFunctions || (item.kind === 'combinator' && item.arrow === '=>')
        const last = known.get(item)
        if (last?.isFunction === isFunction && last.layer === layer) entries.push(last)
        else entries.push({ item, source, isFunction, ...(layer === undefined ? {} : { layer }) })
      }
    }
  }
  return entries
}

function groupBy(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
  before?: ReadonlyMap<string, readonly Entry[]>,
): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const key = keyOf(entry)
    const group = groups.get(key)
    if (group) group.push(entry)
    else groups.set(key, [entry])
  }
  if (!before) return groups
  return new Map(
    [...groups].map(([key, group]) => {
      const last = before.get(key)
      return [key, last && isSameList(last, group) ? last : group]
    }),
  )
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at])
}

/** The name of a result type: `Vector` of `Vector t`. */
export function resultName(type: TypeSyntax): string {
  switch (type.kind) {
    case 'named':
      return type.name
    case 'apply':
      return type.callee.name
    case 'bare':
    case 'bang':
      return resultName(type.type)
    default:
      return ''
  }
}

function arityOf(type: TypeSyntax): number {
  return type.kind === 'apply' ? type.arguments.length : 0
}

/** The last segment of a name decides: `foo.Bar` is boxed, `Foo.bar` bare. */
export function isBoxedName(name: string): boolean {
  const first = name.charAt(name.lastIndexOf('.') + 1)
  return first !== first.toLowerCase()
}

export const placeOf = (entry: Entry, span: Span): Place => ({ source: entry.source, span })

/**
 * A check looks at one family of rules and tells every breach.
 * @param memory of the run before, where there may be another
 */
export type Check = (symbols: Symbols, memory?: CheckMemory) => readonly Diagnostic[]
