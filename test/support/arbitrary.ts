import fc, { type Arbitrary } from 'fast-check'
import { claim } from '../../generated/telegram/runtime/claim.js'
import type { JsonClass } from '../../generated/telegram/runtime/json.js'
import type { TlObject } from '../../generated/telegram/runtime/object.js'
import { assertNever } from '../../generator/ir/assert-never.js'
import type { Definition, Field, Method, Schema } from '../../generator/ir/schema.js'
import type { PrimitiveName, TypeRef } from '../../generator/ir/type-ref.js'
import { propertyName } from '../../generator/naming/names.js'
import { Heights } from './heights.js'
import { primitives } from './primitives.js'
import { definitionOf } from './telegram.js'

/** Which of its conditional fields a value has: each by chance, all or none. */
export type Presence = 'mixed' | 'all' | 'none'

/** The fields of a definition's instance, by their properties. */
type Properties = Readonly<Record<string, unknown>>

export interface ArbitraryOptions {
  /** How deep objects are nested before the smallest ones are taken; 3 by default. */
  readonly depth?: number
  /** Leaves definitions out: nothing is then made that needs them. */
  readonly allows?: (definition: Definition) => boolean
  /** Primitives of a field that are not to be just any. */
  readonly primitive?: (
    name: PrimitiveName,
    definition: Definition,
    field: Field,
  ) => Arbitrary<unknown> | undefined
  /** The fewest items that a conditional vector has where it is there. */
  readonly minOptionalItems?: number
  /** What an `Object` can hold besides the constructors of the schema. */
  readonly objects?: Arbitrary<TlObject>
}

/** Random valid values of a schema, as instances of the generated classes. */
export class SchemaArbitraries {
  readonly #schema: Schema
  readonly #classes: ReadonlyMap<string, JsonClass>
  readonly #options: ArbitraryOptions
  readonly #heights: Heights
  readonly #known = new Map<string, Arbitrary<unknown>>()

  constructor(schema: Schema, classes: ReadonlyMap<string, JsonClass>, options: ArbitraryOptions = {}) {
    this.#schema = schema
    this.#classes = classes
    this.#options = options
    this.#heights = new Heights(schema, options.allows ?? (() => true))
  }

  /** A value of the definition can be made of what is allowed. */
  canMake(key: string): boolean {
    return Number.isFinite(this.#heights.ofDefinition(key))
  }

  /** An instance of one definition. */
  instance(key: string, presence: Presence = 'mixed'): Arbitrary<TlObject> {
    const definition = definitionOf(this.#schema, key)
    return this.#fields(definition, this.#options.depth ?? 3, presence).map((fields) =>
      this.make(key, fields),
    )
  }

  /** What a method answers; undefined where that depends on the query that it wraps. */
  result(method: Method): Arbitrary<unknown> | undefined {
    if (method.result.kind === 'parameter') return undefined
    return this.#type(method.result, this.#options.depth ?? 3, method, undefined)
  }

  /** Any small object of the schema, constructor or method. */
  any(): Arbitrary<TlObject> {
    return this.#anyOf(
      this.#makeable([...this.#schema.constructors.keys(), ...this.#schema.methods.keys()]),
      1,
    )
  }

  /** Makes an instance of the generated class. */
  make(key: string, fields: Properties): TlObject {
    const type = this.#classes.get(key)
    if (!type) throw new Error(`there is no generated class for ${key}`)
    // The fields were made for this class, by its own definition.
    return new type(claim<never>(fields))
  }

  #makeable(keys: readonly string[]): readonly string[] {
    return keys.filter((key) => this.canMake(key))
  }

  #nested(key: string, depth: number): Arbitrary<TlObject> {
    return this.#once(`instance ${key} ${String(depth)}`, () =>
      this.#fields(definitionOf(this.#schema, key), depth, depth === 0 ? 'none' : 'mixed').map((fields) =>
        this.make(key, fields),
      ),
    )
  }

  #once<T>(name: string, make: () => Arbitrary<T>): Arbitrary<T> {
    const known = this.#known.get(name)
    // Each name is used with one type only: it says what is made.
    if (known) return claim<Arbitrary<T>>(known)
    const made = make()
    this.#known.set(name, made)
    return made
  }

  #fields(definition: Definition, depth: number, presence: Presence): Arbitrary<Properties> {
    const { fields } = definition
    const required = fields.filter((field) => !field.condition && !field.isMask && !isCount(field, fields))
    const parts: Record<string, Arbitrary<unknown>> = {}
    for (const field of required) parts[propertyName(field.tlName)] = this.#field(definition, field, depth)
    const groups = [...bitGroups(fields).values()].map((group) =>
      this.#group(definition, group, depth, presence),
    )
    const spare = fields.filter(isVisibleMask).map((mask) => this.#spareBits(mask, fields))
    return fc.tuple(fc.record(parts), fc.tuple(...groups), fc.tuple(...spare)).map(([fixed, some, bits]) => {
      const all = merge([fixed, ...some])
      return { ...all, ...masksOf(fields, merge(bits)), ...countsOf(fields, all) }
    })
  }

  /** The fields that share a bit: all of them, or none. */
  #group(
    definition: Definition,
    group: readonly Field[],
    depth: number,
    presence: Presence,
  ): Arbitrary<Properties> {
    const isPossible = group.every(({ type }) => Number.isFinite(this.#heights.ofType(type)))
    if (presence === 'none' || !isPossible) return fc.constant({})
    const parts: Record<string, Arbitrary<unknown>> = {}
    for (const field of group) parts[propertyName(field.tlName)] = this.#field(definition, field, depth)
    const all: Arbitrary<Properties> = fc.record(parts)
    if (presence === 'all') return all
    return fc.oneof({ weight: depth > 1 ? 1 : 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: all })
  }

  /** Bits of a mask that stand for no field: where the mask is a property, they are kept. */
  #spareBits(mask: Field, fields: readonly Field[]): Arbitrary<Record<string, number>> {
    const known = bitsFor(mask, fields)
    return fc.integer({ min: -0x80000000, max: 0x7fffffff }).map((bits) => ({ [mask.tlName]: bits & ~known }))
  }

  #field(definition: Definition, field: Field, depth: number): Arbitrary<unknown> {
    return this.#type(field.type, Math.max(depth - 1, 0), definition, field)
  }

  #type(type: TypeRef, depth: number, definition: Definition, field: Field | undefined): Arbitrary<unknown> {
    switch (type.kind) {
      case 'primitive':
        return (field && this.#options.primitive?.(type.name, definition, field)) ?? primitives[type.name]
      case 'boxed':
        return this.#union(type.union, depth)
      case 'bare':
        return this.#nested(type.name, depth)
      case 'vector': {
        const minLength = field?.condition ? (this.#options.minOptionalItems ?? 0) : 0
        if (!Number.isFinite(this.#heights.ofType(type.item))) return fc.constant([])
        const maxLength = Math.max(depth === 0 ? 0 : depth + 1, minLength)
        // Not even the arbitrary of an item is made: it might need this one again.
        if (maxLength === 0) return fc.constant([])
        return fc.array(this.#type(type.item, depth, definition, field), { minLength, maxLength })
      }
      case 'repetition': {
        const length = typeof type.count === 'number' ? type.count : undefined
        if (length === 0 || (length === undefined && depth === 0)) return fc.constant([])
        const item = this.#type(type.item, depth, definition, field)
        return fc.array(
          item,
          length === undefined ? { maxLength: 3 } : { minLength: length, maxLength: length },
        )
      }
      case 'object':
        return this.#object(depth)
      case 'query':
        return this.#query(depth)
      case 'parameter':
        throw new Error('only a result has a type parameter for its type')
      default:
        return assertNever(type)
    }
  }

  #union(name: string, depth: number): Arbitrary<TlObject> {
    return this.#once(`union ${name} ${String(depth)}`, () => {
      const keys = this.#makeable(this.#schema.unions.get(name)?.constructors ?? [])
      return this.#anyOf(depth === 0 ? this.#heights.lowest(keys) : keys, depth)
    })
  }

  #object(depth: number): Arbitrary<TlObject> {
    return this.#once(`object ${String(depth)}`, () => {
      const keys = this.#makeable([...this.#schema.constructors.keys(), ...this.#schema.methods.keys()])
      const own = this.#anyOf(depth === 0 ? this.#heights.lowest(keys) : keys, depth)
      const { objects } = this.#options
      return objects ? fc.oneof(own, objects) : own
    })
  }

  /** A method, now and then one that wraps another. */
  #query(depth: number): Arbitrary<TlObject> {
    return this.#once(`query ${String(depth)}`, () => {
      const keys = this.#makeable([...this.#schema.methods.keys()])
      const small = keys.filter((key) => (this.#schema.methods.get(key)?.fields.length ?? 0) <= 4)
      const wrappers = small.filter((key) => this.#schema.methods.get(key)?.result.kind === 'parameter')
      if (depth === 0) return this.#anyOf(this.#heights.lowest(keys), 0)
      const plain = this.#anyOf(small, depth)
      return wrappers.length === 0
        ? plain
        : fc.oneof({ weight: 5, arbitrary: plain }, { weight: 1, arbitrary: this.#anyOf(wrappers, depth) })
    })
  }

  #anyOf(keys: readonly string[], depth: number): Arbitrary<TlObject> {
    // Not `oneof`, which would make the arbitraries of all at once.
    return fc.constantFrom(...keys).chain((key) => this.#nested(key, depth))
  }
}

function merge(parts: readonly Properties[]): Properties {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)))
}

function isVisibleMask(field: Field): boolean {
  return field.isMask && !/^flags\d*$/.test(field.tlName)
}

/** A `#` that says how many items a repetition of the same definition has. */
function isCount(field: Field, fields: readonly Field[]): boolean {
  return fields.some(({ type }) => type.kind === 'repetition' && type.count === field.tlName)
}

function bitGroups(fields: readonly Field[]): ReadonlyMap<string, readonly Field[]> {
  const groups = new Map<string, readonly Field[]>()
  for (const field of fields) {
    if (!field.condition) continue
    const name = `${field.condition.mask}.${String(field.condition.bit)}`
    groups.set(name, [...(groups.get(name) ?? []), field])
  }
  return groups
}

function bitsFor(mask: Field, fields: readonly Field[]): number {
  return fields.reduce(
    (bits, { condition }) => (condition?.mask === mask.tlName ? bits | (1 << condition.bit) : bits),
    0,
  )
}

/** Masks that are properties have the bits that stand for no field: what is there is seen by the fields themselves. */
function masksOf(fields: readonly Field[], spare: Properties): Properties {
  return Object.fromEntries(
    fields
      .filter(isVisibleMask)
      .map((mask) => [propertyName(mask.tlName), Number(spare[mask.tlName] ?? 0) >>> 0]),
  )
}

function countsOf(fields: readonly Field[], values: Properties): Properties {
  const counts = fields.flatMap(({ type, tlName }): [string, number][] => {
    if (type.kind !== 'repetition' || typeof type.count !== 'string') return []
    const items = values[propertyName(tlName)]
    return [[propertyName(type.count), Array.isArray(items) ? items.length : 0]]
  })
  return Object.fromEntries(counts)
}
