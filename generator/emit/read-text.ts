import { assertNever } from '../ir/assert-never.js'
import type { Field } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { localName } from './masks.js'
import type { ClassContext } from './context.js'
import { classPlan, unionView } from './lookup.js'
import { emittedPrimitive, type EmittedPrimitive } from './primitive.js'
import {
  none,
  readBareVector,
  readFunctions,
  readInts,
  readLongs,
  readObject,
  readQuery,
  readRepetition,
  readVector,
} from './runtime-symbols.js'
import { smallestSize } from './smallest-size.js'

/** The value of a field while its object is read: the mask decides whether it is there. */
export function readField(field: Field, context: ClassContext): string {
  const { type, condition } = field
  if (!condition) return readText(type, 'reader', context)
  const test = `${localName(condition.mask)} & ${bitText(condition.bit)}`
  if (type.kind === 'primitive' && type.name === 'true') return `(${test}) !== 0`
  return `${test} ? ${readText(type, 'reader', context)} : undefined`
}

/** Bit 31 makes the mask negative: written as one it is compared right. */
export function bitText(bit: number): string {
  return String(1 << bit)
}

/** The expression that reads a type with the reader of that name. */
export function readText(type: TypeRef, reader: string, context: ClassContext): string {
  const { plan, imports } = context
  switch (type.kind) {
    case 'primitive': {
      const name = emittedPrimitive(type)
      if (name === 'true') return 'true'
      return name === 'int' ? `${reader}.int()` : `${imports.value(readFunctions[name])}(${reader})`
    }
    case 'boxed':
      return `${imports.value(unionView(plan, type.union).reader)}(${reader})`
    case 'bare':
      return madeText(type.name, reader, context)
    case 'vector':
      if (type.boxed && isPrimitive(type.item, 'int')) return `${imports.value(readInts)}(${reader})`
      if (type.boxed && isPrimitive(type.item, 'long')) return `${imports.value(readLongs)}(${reader})`
      return `${imports.value(type.boxed ? readVector : readBareVector)}(${reader}, ${itemArguments(type.item, context)})`
    case 'repetition': {
      const count = typeof type.count === 'number' ? String(type.count) : localName(type.count)
      return `${imports.value(readRepetition)}(${reader}, ${count}, ${itemArguments(type.item, context)})`
    }
    case 'object':
      return `${imports.value(readObject)}(${reader})`
    case 'query':
      return `${imports.value(readQuery)}(${reader})`
    case 'parameter':
      throw new Error('a type parameter is read by the query that it belongs to')
    default:
      return assertNever(type)
  }
}

/** A new object that reads itself; one without fields has nothing to read. */
export function madeText(constructor: string, reader: string, { plan, imports }: ClassContext): string {
  const name = imports.value(classPlan(plan, constructor).class)
  const isEmpty = plan.schema.constructors.get(constructor)?.fields.length === 0
  return `new ${name}(${isEmpty ? '' : `${imports.value(none)}, ${reader}`})`
}

function isPrimitive(type: TypeRef, name: EmittedPrimitive): boolean {
  return type.kind === 'primitive' && emittedPrimitive(type) === name
}

/** How a vector reads its items, and how many bytes each takes at least where that is not four. */
function itemArguments(item: TypeRef, context: ClassContext): string {
  const size = smallestSize(item, context.plan.schema)
  return itemReader(item, context) + (size === 4 ? '' : `, ${String(size)}`)
}

function itemReader(item: TypeRef, context: ClassContext): string {
  if (item.kind === 'boxed') return context.imports.value(unionView(context.plan, item.union).reader)
  const name = item.kind === 'primitive' ? emittedPrimitive(item) : 'true'
  // A function of the runtime is passed as it is.
  if (name !== 'true' && name !== 'int') return context.imports.value(readFunctions[name])
  return `(reader) => ${readText(item, 'reader', context)}`
}
