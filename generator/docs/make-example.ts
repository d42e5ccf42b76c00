import { assertNever } from '../ir/assert-never.js'
import type { Constructor, Definition, Field, Method, Schema } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { bitsOf, isFlag } from '../emit/masks.js'
import { lastSegment } from '../naming/words.js'
import type { ExampleField, ExampleValue, ObjectValue } from './example-value.js'
import { Heights } from './heights.js'
import { plainValue } from './plain-values.js'

/** Vectors this deep within objects are empty. */
const deepestItems = 3
/** Constructors that say that there is nothing. */
const emptyNames = /(?:Empty|NotModified|None|Unknown|Default|Deleted|Forbidden)$/

/** Makes one value of each definition: the fields that must be there, and the first flag. */
export class ExampleMaker {
  readonly #schema: Schema
  readonly #heights: Heights
  readonly #query: Method | undefined
  readonly #object: Constructor | undefined

  constructor(schema: Schema) {
    this.#schema = schema
    this.#heights = new Heights(schema)
    const methods = [...schema.methods.values()].filter(
      ({ fields, parameters }) => fields.every(({ condition }) => condition) && parameters.length === 0,
    )
    this.#query = methods.find(({ tlName }) => tlName === 'help.getConfig') ?? methods[0]
    this.#object = [...schema.constructors.values()].find(
      ({ fields, variantOf }) =>
        variantOf === undefined && fields.every(({ type }) => type.kind === 'primitive'),
    )
  }

  /** Undefined where no value can be made: an `Object` of a schema without anything plain, `!X` of one without methods. */
  of(definition: Definition): ObjectValue | undefined {
    return Number.isFinite(this.#heights.of(definition)) ? this.#make(definition, 0) : undefined
  }

  #make(definition: Definition, depth: number): ObjectValue | undefined {
    const shown = depth === 0 ? firstFlag(definition.fields) : undefined
    const fields: ExampleField[] = []
    for (const field of definition.fields) {
      if (field.isMask || (field.condition && field !== shown)) continue
      const value = this.#value(field.type, field.tlName, depth)
      if (!value) return undefined
      fields.push({ field, value: countOf(field, definition.fields) ?? value })
    }
    return { kind: 'object', definition, fields }
  }

  #value(type: TypeRef, name: string, depth: number): ExampleValue | undefined {
    switch (type.kind) {
      case 'primitive':
        return plainValue(type.name, name)
      case 'vector': {
        if (depth >= deepestItems) return { kind: 'list', items: [] }
        const item = this.#value(type.item, name, depth + 1)
        return { kind: 'list', items: item ? [item] : [] }
      }
      case 'repetition': {
        const item = this.#value(type.item, name, depth)
        const length = typeof type.count === 'number' ? type.count : 1
        return item && { kind: 'list', items: Array.from({ length }, () => item) }
      }
      case 'bare': {
        const constructor = this.#schema.constructors.get(type.name)
        return constructor && this.#make(constructor, depth + 1)
      }
      case 'boxed': {
        const constructor = this.#choose(type.union, depth)
        return constructor && this.#make(constructor, depth + 1)
      }
      case 'object':
        return this.#object && this.#make(this.#object, depth + 1)
      case 'query':
        return this.#query && this.#make(this.#query, depth + 1)
      case 'parameter':
        return undefined
      default:
        return assertNever(type)
    }
  }

  /** The constructor that shows a type best, among the shallowest: that of the type's name, or one with something in it. */
  #choose(union: string, depth: number): Constructor | undefined {
    const all = (this.#schema.unions.get(union)?.constructors ?? []).flatMap(
      (key) => this.#schema.constructors.get(key) ?? [],
    )
    const lowest = Math.min(...all.map((constructor) => this.#heights.of(constructor)))
    const score = (constructor: Constructor): number => {
      const { tlName, fields, variantOf } = constructor
      const isNamesake = lastSegment(tlName).toLowerCase() === lastSegment(union).toLowerCase()
      const required = fields.filter(({ condition }) => !condition).length
      return (
        (this.#heights.of(constructor) - lowest) * 10 +
        (isNamesake ? -15 : 0) +
        (emptyNames.test(tlName) ? 8 : 0) +
        (variantOf === undefined ? 0 : 5) +
        Math.max(0, required - 2) +
        (required === 0 ? 3 : 0)
      )
    }
    const finite = all.filter((constructor) => Number.isFinite(this.#heights.of(constructor)))
    // Near the top a value may be one level higher than it must; below, the lowest way comes to an end for sure.
    const highest = depth < 2 ? lowest + 1 : lowest
    const near = finite.filter((constructor) => this.#heights.of(constructor) <= highest)
    return near.sort((a, b) => score(a) - score(b))[0]
  }
}

/** A `true` that is alone on its bit. */
function firstFlag(fields: readonly Field[]): Field | undefined {
  return fields.find((field) => {
    if (!isFlag(field) || !field.condition) return false
    const { mask, bit } = field.condition
    return bitsOf(mask, fields).find((group) => group.bit === bit)?.fields.length === 1
  })
}

/** A number that says how often another field is repeated: once. */
function countOf({ tlName }: Field, fields: readonly Field[]): ExampleValue | undefined {
  const isCount = fields.some(({ type }) => isCountedBy(type, tlName))
  return isCount ? { kind: 'number', value: 1 } : undefined
}

function isCountedBy(type: TypeRef, name: string): boolean {
  if (type.kind !== 'vector' && type.kind !== 'repetition') return false
  return (type.kind === 'repetition' && type.count === name) || isCountedBy(type.item, name)
}
