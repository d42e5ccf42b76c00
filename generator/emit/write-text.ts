import { assertNever } from '../ir/assert-never.js'
import type { Field } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { propertyName } from '../naming/names.js'
import { callOfOperation, indented, quoted, statementIf } from './layout.js'
import type { ClassContext } from './context.js'
import type { ClassPlan } from '../plan/module-plan.js'
import { classPlan, unionView } from './lookup.js'
import { bitsOf, isFlag, isHiddenMask, knownBits, type BitGroup } from './masks.js'
import { emittedPrimitive } from './primitive.js'
import { bitText } from './read-text.js'
import {
  beginBareVector,
  beginRepetition,
  beginVector,
  refuseTorn,
  spareBits,
  writeFunctions,
  writeMany,
  writeObject,
  writeQuery,
} from './runtime-symbols.js'

/** The statements that write the fields of `this` in their order. */
export function writeStatements(fields: readonly Field[], context: ClassContext): readonly string[] {
  return fields.flatMap((field) => {
    if (field.isMask) return writeMask(field, fields, context)
    if (isFlag(field)) return []
    const property = `this.${propertyName(field.tlName)}`
    const lines = writeText(field.type, property, context)
    if (!field.condition) return lines
    return [`if (${property} !== undefined) {`, ...indented(lines), '}']
  })
}

/** The mask is put together from what is there; bits without a field come from the property, if it is one. */
function writeMask(mask: Field, fields: readonly Field[], context: ClassContext): readonly string[] {
  const groups = bitsOf(mask.tlName, fields)
  const checks = groups.flatMap(({ fields: shared, bit }) =>
    togetherCheck({ mask: mask.tlName, bit, fields: shared }, context),
  )
  const terms = groups.flatMap(({ bit, fields: [first] }) =>
    first ? `${presence(first)} ? ${bitText(bit)} : 0` : [],
  )
  if (isHiddenMask(mask) && terms.length < 2) return [...checks, `writer.id(${terms[0] ?? '0'})`]
  const bits = terms.map((term) => `(${term})`)
  if (!isHiddenMask(mask))
    bits.unshift(
      `${context.imports.value(spareBits)}(writer, this.${propertyName(mask.tlName)}, ${String(~knownBits(mask.tlName, fields))})`,
    )
  return [...checks, ...callOfOperation('writer.id', bits)]
}

/** True where the field is there. */
function presence(field: Field): string {
  const property = `this.${propertyName(field.tlName)}`
  return isFlag(field) ? property : `${property} !== undefined`
}

function togetherCheck({ fields }: BitGroup, { imports }: ClassContext): readonly string[] {
  const [first, ...others] = fields
  if (!first || others.length === 0) return []
  const names = fields.map((field) => propertyName(field.tlName))
  const have = (field: Field): string =>
    isFlag(field) ? `!!this.${propertyName(field.tlName)}` : `(${presence(field)})`
  const tests = others.map((other) => `${have(first)} !== ${have(other)}`)
  return statementIf(tests, `${imports.value(refuseTorn)}(writer, this, ${quoted(names.join(', '))})`)
}

/** The statements that write a value of a type. What is of another type lacks the method, which is how it is refused. */
function writeText(type: TypeRef, value: string, context: ClassContext): readonly string[] {
  const { plan, imports } = context
  switch (type.kind) {
    case 'primitive': {
      const name = emittedPrimitive(type)
      if (name === 'true') return []
      if (name === 'int') return [`writer.int(${value})`]
      return [`${imports.value(writeFunctions[name])}(writer, ${value})`]
    }
    case 'boxed': {
      const { write, isEmpty, unknown } = unionView(plan, type.union)
      if (isEmpty && !unknown) {
        const problem = `all of ${type.union} is outside of the subset that this code was generated for`
        return [`writer.fail(${quoted(problem)})`]
      }
      return [`${value}.${write}(writer)`]
    }
    case 'bare':
      return [`${value}.${bareMethod(classPlan(plan, type.name))}(writer)`]
    case 'vector':
      return eachText(
        `${imports.value(type.boxed ? beginVector : beginBareVector)}(writer, ${value})`,
        type.item,
        value,
        context,
      )
    case 'repetition': {
      // An array whose length another field gives must have that length.
      const length = typeof type.count === 'number' ? String(type.count) : `this.${propertyName(type.count)}`
      return eachText(
        `${imports.value(beginRepetition)}(writer, ${value}, ${length})`,
        type.item,
        value,
        context,
      )
    }
    case 'object':
      return [`${imports.value(writeObject)}(writer, ${value})`]
    case 'query':
      return [`${imports.value(writeQuery)}(writer, ${value})`]
    case 'parameter':
      throw new Error('a field cannot have a type parameter for its type')
    default:
      return assertNever(type)
  }
}

/** A loop over the items of an array, which the writer has looked at. */
function eachText(items: string, type: TypeRef, array: string, context: ClassContext): readonly string[] {
  const many = type.kind === 'primitive' ? writeMany[emittedPrimitive(type)] : undefined
  if (many) return [`${context.imports.value(many)}(writer, ${items})`]
  // Within each other, loops need names of their own.
  const item = array.startsWith('item') ? `${array}$` : 'item'
  const body = writeText(type, item, context)
  return body.length === 0 ? [items] : [`for (const ${item} of ${items}) {`, ...indented(body), '}']
}

function bareMethod({ writeBare, exported }: ClassPlan): string {
  if (writeBare === undefined) throw new Error(`${exported} is not planned to be written without its id`)
  return writeBare
}
