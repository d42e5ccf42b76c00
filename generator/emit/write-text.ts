import { assertNever } from '../ir/assert-never.js'
import type { Field } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { propertyName } from '../naming/names.js'
import type { ClassContext } from './context.js'
import { writeLongs } from './runtime-symbols.js'
import type { ClassPlan } from '../plan/module-plan.js'
import { classPlan, unionPlan } from './lookup.js'
import { bitsOf, isFlag, isHiddenMask, knownBits, localName, type BitGroup } from './masks.js'
import { emittedPrimitive, type EmittedPrimitive } from './primitive.js'
import { bitText } from './read-text.js'
import { writeLongString } from './runtime-symbols.js'

const writerMethods: Readonly<Record<Exclude<EmittedPrimitive, 'true' | 'longString'>, string>> = {
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

/** The statements that write the fields of `this` in their order. */
export function writeStatements(fields: readonly Field[], context: ClassContext): readonly string[] {
  return fields.flatMap((field) => {
    if (field.isMask) return writeMask(field, fields)
    if (isFlag(field)) return []
    const property = `this.${propertyName(field.tlName)}`
    const lines = writeText(field.type, property, context)
    if (!field.condition) return lines
    return [`if (${property} !== undefined) {`, ...lines, '}']
  })
}

/** The mask is put together from what is there; bits without a field come from the property, if it is one. */
function writeMask(mask: Field, fields: readonly Field[]): readonly string[] {
  const groups = bitsOf(mask.tlName, fields)
  const checks = groups.flatMap(({ fields: shared, bit }) =>
    togetherCheck({ mask: mask.tlName, bit, fields: shared }),
  )
  const terms = groups.flatMap(({ bit, fields: [first] }) =>
    first ? `(${presence(first)} ? ${bitText(bit)} : 0)` : [],
  )
  if (!isHiddenMask(mask))
    terms.unshift(
      `writer.spare(this.${propertyName(mask.tlName)}, ${String(~knownBits(mask.tlName, fields))})`,
    )
  const name = localName(mask.tlName)
  return [...checks, `const ${name} = ${terms.length === 0 ? '0' : terms.join(' | ')}`, `writer.id(${name})`]
}

/** True where the field is there. */
function presence(field: Field): string {
  const property = `this.${propertyName(field.tlName)}`
  return isFlag(field) ? property : `${property} !== undefined`
}

function togetherCheck({ fields }: BitGroup): readonly string[] {
  const [first, ...others] = fields
  if (!first || others.length === 0) return []
  const names = fields.map((field) => propertyName(field.tlName))
  const have = (field: Field): string =>
    isFlag(field) ? `!!this.${propertyName(field.tlName)}` : `(${presence(field)})`
  const test = others.map((other) => `${have(first)} !== ${have(other)}`).join(' || ')
  return [`if (${test}) writer.torn(${JSON.stringify(names.join(', '))})`]
}

/** The statements that write a value of a type. What is of another type lacks the method, which is how it is refused. */
function writeText(type: TypeRef, value: string, context: ClassContext): readonly string[] {
  const { plan, imports } = context
  switch (type.kind) {
    case 'primitive': {
      const name = emittedPrimitive(type)
      if (name === 'longString') return [`${imports.value(writeLongString)}(writer, ${value})`]
      return name === 'true' ? [] : [`writer.${writerMethods[name]}(${value})`]
    }
    case 'boxed': {
      const { write, constructors, unknown } = unionPlan(plan, type.union)
      if (constructors.length === 0 && !unknown) {
        const problem = `all of ${type.union} is outside of the subset that this code was generated for`
        return [`writer.fail(${JSON.stringify(problem)})`]
      }
      return [`${value}.${write}(writer)`]
    }
    case 'bare':
      return [`${value}.${bareMethod(classPlan(plan, type.name))}(writer)`]
    case 'vector':
      return eachText(`writer.${type.boxed ? 'vector' : 'bareVector'}(${value})`, type.item, value, context)
    case 'repetition': {
      // An array whose length another field gives must have that length.
      const length = typeof type.count === 'number' ? String(type.count) : `this.${propertyName(type.count)}`
      return eachText(`writer.repetition(${value}, ${length})`, type.item, value, context)
    }
    case 'object':
    case 'query':
      return [`writer.object(${value})`]
    case 'parameter':
      throw new Error('a field cannot have a type parameter for its type')
    default:
      return assertNever(type)
  }
}

/** A loop over the items of an array, which the writer has looked at. */
function eachText(items: string, type: TypeRef, array: string, context: ClassContext): readonly string[] {
  if (type.kind === 'primitive' && emittedPrimitive(type) === 'long')
    return [`${context.imports.value(writeLongs)}(writer, ${items})`]
  // Within each other, loops need names of their own.
  const item = array.startsWith('item') ? `${array}$` : 'item'
  const body = writeText(type, item, context)
  return body.length === 0 ? [items] : [`for (const ${item} of ${items}) {`, ...body, '}']
}

function bareMethod({ writeBare, exported }: ClassPlan): string {
  if (writeBare === undefined) throw new Error(`${exported} is not planned to be written without its id`)
  return writeBare
}
