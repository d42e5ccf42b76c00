import { assertNever } from '../ir/assert-never.js'
import type { Schema } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'

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

/** The fewest bytes that a value can take: what bounds the length of a vector before memory is given to it. */
export function smallestSize(type: TypeRef, schema: Schema, within: readonly string[] = []): number {
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
      return typeof type.count === 'string' ? 0 : type.count * smallestSize(type.item, schema, within)
    case 'bare': {
      if (within.includes(type.name)) return 0
      const fields = schema.constructors.get(type.name)?.fields ?? []
      return fields
        .filter(({ condition }) => condition === undefined)
        .reduce((sum, field) => sum + smallestSize(field.type, schema, [...within, type.name]), 0)
    }
    default:
      return assertNever(type)
  }
}
