import { assertNever } from '../ir/assert-never.js'
import type { TypeRef } from '../ir/type-ref.js'
import type { SchemaView } from './plan-view.js'

const primitiveSizes = {
  int: 4,
  nat: 4,
  int53: 8,
  long: 8,
  double: 8,
  string: 4,
  bytes: 4,
  int128: 16,
  int256: 32,
  int512: 64,
  Bool: 4,
  true: 0,
} as const

/** Sizes of constructors without their ids, by schema: each is reckoned once. */
const bareSizes = new WeakMap<SchemaView, Map<string, number>>()
/** So deep within each other constructors are looked at; what is deeper counts nothing, which is never too much. */
const deepest = 64
/** More bytes than any input has. */
const largest = 0x7fffffff

/** The fewest bytes that a value can take: what bounds the length of a vector before memory is given to it. */
export function smallestSize(type: TypeRef, schema: SchemaView, depth = 0): number {
  switch (type.kind) {
    case 'primitive':
      return primitiveSizes[type.name]
    case 'boxed':
    case 'object':
    case 'query':
    case 'parameter':
      return 4
    case 'vector':
      return type.boxed ? 8 : 4
    case 'repetition':
      return typeof type.count === 'string'
        ? 0
        : Math.min(largest, type.count * smallestSize(type.item, schema, depth))
    case 'bare':
      return bareSize(type.name, schema, depth)
    default:
      return assertNever(type)
  }
}

function bareSize(key: string, schema: SchemaView, depth: number): number {
  const known = bareSizes.get(schema) ?? new Map<string, number>()
  bareSizes.set(schema, known)
  const size = known.get(key)
  if (size !== undefined) return size
  if (depth > deepest) return 0
  // Met again within itself, a constructor counts nothing.
  known.set(key, 0)
  const fields = schema.constructors.get(key)?.fields ?? []
  const sum = fields
    .filter(({ condition }) => condition === undefined)
    .reduce((total, field) => total + smallestSize(field.type, schema, depth + 1), 0)
  known.set(key, Math.min(largest, sum))
  return Math.min(largest, sum)
}
