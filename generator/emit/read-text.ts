import { assertNever } from '../ir/assert-never.js'
import type { Field } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { localName } from './masks.js'
import type { ClassContext } from './context.js'
import { classPlan, unionPlan } from './lookup.js'
import { none, readLongString } from './runtime-symbols.js'
import { emittedPrimitive, type EmittedPrimitive } from './primitive.js'
import { smallestSize } from './smallest-size.js'

/** Methods of the reader, by what they read; `true` takes no bytes. */
const readerMethods: Readonly<Record<Exclude<EmittedPrimitive, 'true' | 'longString'>, string>> = {
  int: 'int',
  nat: 'nat',
  int53: 'int53',
  double: 'double',
  long: 'long',
  // The same bytes, and the same check of what a number can hold.
  longNumber: 'int53',
  string: 'string',
  bytes: 'bytes',
  int128: 'int128',
  int256: 'int256',
  int512: 'int512',
  Bool: 'bool',
}

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
      if (name === 'longString') return `${imports.value(readLongString)}(${reader})`
      return name === 'true' ? 'true' : `${reader}.${readerMethods[name]}()`
    }
    case 'boxed':
      return `${imports.value(unionPlan(plan, type.union).reader)}(${reader})`
    case 'bare':
      return madeText(type.name, reader, context)
    case 'vector':
      return `${reader}.${type.boxed ? 'vector' : 'bareVector'}(${itemArguments(type.item, context)})`
    case 'repetition': {
      const count = typeof type.count === 'number' ? String(type.count) : localName(type.count)
      return `${reader}.repeat(${count}, ${itemArguments(type.item, context)})`
    }
    case 'object':
      return `${reader}.object()`
    case 'query':
      return `${reader}.query()`
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

/** How a vector reads its items, and how many bytes each takes at least where that is not four. */
function itemArguments(item: TypeRef, context: ClassContext): string {
  const size = smallestSize(item, context.plan.schema)
  return itemReader(item, context) + (size === 4 ? '' : `, ${String(size)}`)
}

function itemReader(item: TypeRef, context: ClassContext): string {
  if (item.kind === 'boxed') return context.imports.value(unionPlan(context.plan, item.union).reader)
  return `(reader) => ${readText(item, 'reader', context)}`
}
