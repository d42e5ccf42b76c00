import { assertNever } from '../ir/assert-never.js'
import type { Field } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { propertyName } from '../naming/names.js'
import { indented, quoted } from './layout.js'
import type { ClassContext } from './context.js'
import type { ClassPlan } from '../plan/module-plan.js'
import { classPlan, unionView } from './lookup.js'
import { isFlag } from './masks.js'
import { emittedPrimitive } from './primitive.js'
import {
  beginBareVector,
  beginRepetition,
  beginVector,
  writeFunctions,
  writeMany,
  writeObject,
  writeQuery,
} from './runtime-symbols.js'
import { beginMask, bitOfField, endMasks } from './write-masks.js'

/** The statements that write the fields of `this` in their order. */
export function writeStatements(fields: readonly Field[], context: ClassContext): readonly string[] {
  const statements = fields.flatMap((field) => {
    if (field.isMask) return beginMask(field, fields, context)
    if (isFlag(field)) return []
    const property = `this.${propertyName(field.tlName)}`
    const lines = writeText(field.type, property, context)
    if (!field.condition) return lines
    return [`if (${property} !== undefined) {`, ...indented([...bitOfField(field, fields), ...lines]), '}']
  })
  return [...statements, ...endMasks(fields, context)]
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
