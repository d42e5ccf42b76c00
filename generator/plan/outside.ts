import { assertNever } from '../ir/assert-never.js'
import type { Constructor, Field, Schema } from '../ir/schema.js'
import type { PrimitiveName, TypeRef } from '../ir/type-ref.js'

/** Constructors by their type, each as a word or a few: what reading needs to know of those outside of a subset. */
export type OutsideTable = ReadonlyMap<string, readonly string[]>

/**
 * What is known at run time of the constructors that a subset leaves out of its types: `name#id`, and where they are to
 * be read over, behind it how their fields lie in the bytes.
 */
export function outsideTable(schema: Schema): OutsideTable {
  const { subset } = schema
  if (!subset) return new Map()
  const { whole } = subset
  const needed = subset.outside === 'error' ? new Set(leftOut(schema, whole)) : readOver(schema)
  const table = new Map<string, string[]>()
  for (const one of whole.constructors.values()) {
    if (!needed.has(one)) continue
    const head = `${one.tlName}#${one.id.toString(16)}`
    const row = subset.outside === 'error' ? head : [head, ...layoutOf(one, whole)].join(' ')
    const rows = table.get(one.union)
    if (rows) rows.push(row)
    else table.set(one.union, [row])
  }
  return table
}

/** What is left out of the types of a subset. */
function leftOut({ unions }: Schema, whole: Schema): readonly Constructor[] {
  return [...unions.values()].flatMap(({ outside = [] }) => constructorsOf(whole, outside))
}

/** The constructors whose form in bytes has to be known where a subset reads over what it leaves out. */
export function readOver(schema: Schema): ReadonlySet<Constructor> {
  const whole = schema.subset?.whole ?? schema
  return withContents(leftOut(schema, whole), whole)
}

function constructorsOf(schema: Schema, keys: readonly string[]): readonly Constructor[] {
  return keys.flatMap((key) => schema.constructors.get(key) ?? [])
}

/** These, and all that can be within them. */
function withContents(constructors: readonly Constructor[], whole: Schema): ReadonlySet<Constructor> {
  const found = new Set(constructors)
  // A set gives what is added to it while it is gone through, too.
  for (const one of found) {
    for (const { type } of one.fields) {
      for (const inner of contentsOf(type, whole)) found.add(inner)
    }
  }
  return found
}

function contentsOf(type: TypeRef, whole: Schema): readonly Constructor[] {
  switch (type.kind) {
    case 'vector':
    case 'repetition':
      return contentsOf(type.item, whole)
    case 'boxed':
      return constructorsOf(whole, whole.unions.get(type.union)?.constructors ?? [])
    case 'bare':
      return constructorsOf(whole, [type.name])
    case 'object':
    case 'query':
    case 'parameter':
    case 'primitive':
      return []
    default:
      return assertNever(type)
  }
}

const primitiveLayouts: Readonly<Record<PrimitiveName, string>> = {
  int: 'i',
  nat: 'n',
  Bool: 'i',
  long: 'l',
  int53: 'l',
  double: 'l',
  string: 's',
  bytes: 's',
  int128: 'x',
  int256: 'y',
  int512: 'z',
  true: '',
}

/** A word for each field that takes bytes; `?0.3` before it where it depends on the bit 3 of the first number. */
function layoutOf({ fields }: Constructor, whole: Schema): readonly string[] {
  const numbers = fields.filter(isNumber).map(({ tlName }) => tlName)
  return fields.flatMap(({ type, condition }) => {
    const layout = typeLayout(type, numbers, whole)
    if (layout === '') return []
    return condition
      ? [`?${String(numbers.lastIndexOf(condition.mask))}.${String(condition.bit)}${layout}`]
      : [layout]
  })
}

/** A `#`, whose value other fields may depend on. */
function isNumber({ type }: Field): boolean {
  return type.kind === 'primitive' && type.name === 'nat'
}

function typeLayout(type: TypeRef, numbers: readonly string[], whole: Schema): string {
  switch (type.kind) {
    case 'primitive':
      return primitiveLayouts[type.name]
    case 'vector':
      return (type.boxed ? 'V' : 'v') + typeLayout(type.item, numbers, whole)
    case 'repetition': {
      const count =
        typeof type.count === 'number' ? `*${String(type.count)}` : `@${String(numbers.indexOf(type.count))}`
      return `${count},${typeLayout(type.item, numbers, whole)}`
    }
    case 'bare':
      return `%${(whole.constructors.get(type.name)?.id ?? 0).toString(16)}`
    case 'boxed':
    case 'object':
    case 'query':
    case 'parameter':
      return 'o'
    default:
      return assertNever(type)
  }
}
