import { fromBase64 } from '../../templates/runtime/base64.js'
import { TlError, TlJsonError, show } from '../../templates/runtime/errors.js'
import type { Json, JsonObject } from '../../templates/runtime/json.js'
import { formatPath } from '../../templates/runtime/path.js'
import {
  writeBool,
  writeBytes,
  writeDouble,
  writeInt128,
  writeInt256,
  writeInt512,
  writeInt53,
  writeLong,
  writeNat,
} from '../../templates/runtime/write-scalars.js'
import { writeString } from '../../templates/runtime/write-string.js'
import { Writer } from '../../templates/runtime/writer.js'
import { assertNever } from '../ir/assert-never.js'
import type { Constructor, Definition, Field, Schema } from '../ir/schema.js'
import type { PrimitiveName, TypeRef } from '../ir/type-ref.js'
import type { RootType } from './decode.js'
import { lookupFrom, nameOf, type Found } from './lookup.js'
import { isFlag, isHiddenMask, knownBits } from './masks.js'

export type { Json }

/** The bytes of a value, or what is wrong with it. */
export type EncodeResult =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'problem'; readonly message: string }

type Path = readonly (string | number)[]

/** How deep a value may be nested. */
const maxDepth = 400
const vectorId = 0x1cb5c415

/** Writes a value given in the JSON of the generated classes, by the schemas alone. */
export function encodeJson(json: Json, schemas: readonly Schema[], root?: RootType): EncodeResult {
  const run = new EncodeRun(schemas)
  try {
    run.root(json, root)
    return { kind: 'bytes', bytes: run.writer.toBytes() }
  } catch (error) {
    if (!(error instanceof TlError)) throw error
    const { path, problem } = error
    return { kind: 'problem', message: path === '' ? problem : `${path}: ${problem}` }
  }
}

class EncodeRun {
  readonly writer = new Writer()
  readonly #schemas: readonly Schema[]

  constructor(schemas: readonly Schema[]) {
    this.#schemas = schemas
  }

  root(json: Json, root: RootType | undefined): void {
    const [first] = this.#schemas
    if (root) this.#value(json, root.type, root.schema, [])
    else if (first) this.#any(json, first, [])
  }

  #find(json: Json, schema: Schema, path: Path): { readonly found: Found; readonly object: JsonObject } {
    if (path.length > maxDepth) return refuse('nested deeper than allowed', [])
    if (!isObject(json)) return refuse(`${show(json)} is not an object`, path)
    const name = Object.hasOwn(json, '_') ? json['_'] : undefined
    if (typeof name !== 'string') return refuse('an object needs its name: `_`', path)
    const found = lookupFrom(schema, this.#schemas).byName(name)
    return found ? { found, object: json } : refuse(`the schema has no ${show(name)}`, path)
  }

  /** A value of any constructor or function, with its id; an array is a vector of them. */
  #any(json: Json, schema: Schema, path: Path): void {
    if (Array.isArray(json) && path.length === 0) {
      this.writer.id(vectorId)
      this.writer.id(json.length)
      json.forEach((item: Json, index) => this.#any(item, schema, [index]))
      return
    }
    const { found, object } = this.#find(json, schema, path)
    this.writer.id(found.definition.id | 0)
    this.#fields(object, found, path)
  }

  #boxed(json: Json, union: string, schema: Schema, path: Path): void {
    const { found, object } = this.#find(json, schema, path)
    const { definition } = found
    const isMember =
      found.schema === schema && definition.kind === 'constructor' && definition.union === union
    if (!isMember) return refuse(`${nameOf(definition)} is not a ${union}`, path)
    this.writer.id(definition.id | 0)
    this.#fields(object, found, path)
  }

  #bare(json: Json, constructor: Constructor | undefined, schema: Schema, path: Path): void {
    const { found, object } = this.#find(json, schema, path)
    if (!constructor || found.definition !== constructor) {
      return refuse(`${nameOf(found.definition)} is not ${constructor ? nameOf(constructor) : 'known'}`, path)
    }
    this.#fields(object, found, path)
  }

  #fields(object: JsonObject, { definition, schema }: Found, path: Path): void {
    const { fields } = definition
    checkNames(object, definition, path)
    for (const field of fields) {
      const at = [...path, field.tlName]
      const value = Object.hasOwn(object, field.tlName) ? object[field.tlName] : undefined
      if (field.isMask) this.#mask(object, field, fields, path)
      else if (isFlag(field)) {
        if (value !== undefined && typeof value !== 'boolean') refuse(`${show(value)} is not a flag`, at)
      } else if (value !== undefined) {
        if (field.type.kind === 'repetition') this.#repetition(value, field.type, { object, schema }, at)
        else this.#value(value, field.type, schema, at)
      } else if (!field.condition) refuse(`${nameOf(definition)} needs this field`, at)
    }
  }

  /** The mask is put together from the fields that are there; only bits without a field come from the JSON. */
  #mask(object: JsonObject, mask: Field, fields: readonly Field[], path: Path): void {
    const given = isHiddenMask(mask) ? 0 : (object[mask.tlName] ?? 0)
    if (typeof given !== 'number' || given !== given >>> 0) {
      return refuse(`${show(given)} is not an integer from 0 to 2^32 - 1`, [...path, mask.tlName])
    }
    let bits = given & ~knownBits(mask.tlName, fields)
    let absent = 0
    for (const field of fields) {
      if (field.condition?.mask !== mask.tlName) continue
      if (isThere(object, field)) bits |= 1 << field.condition.bit
      else absent |= 1 << field.condition.bit
    }
    const torn = fields.filter(
      ({ condition }) => condition?.mask === mask.tlName && ((bits & absent) >>> condition.bit) & 1,
    )
    if (torn.length > 0) {
      const names = torn.map(({ tlName }) => tlName).join(', ')
      refuse(`${names} stand or fall together, for they share a bit`, path)
    }
    this.writer.id(bits)
  }

  #repetition(
    json: Json,
    type: Extract<TypeRef, { kind: 'repetition' }>,
    scope: { readonly object: JsonObject; readonly schema: Schema },
    path: Path,
  ): void {
    const items = arrayOf(json, path)
    const count = typeof type.count === 'number' ? type.count : scope.object[type.count]
    if (count !== items.length) refuse(`${items.length} elements where ${show(count)} must be`, path)
    const { item } = type
    items.forEach((value, index) => {
      if (item.kind === 'repetition') this.#repetition(value, item, scope, [...path, index])
      else this.#value(value, item, scope.schema, [...path, index])
    })
  }

  #value(json: Json, type: TypeRef, schema: Schema, path: Path): void {
    switch (type.kind) {
      case 'primitive':
        return this.#primitive(json, type.name, path)
      case 'boxed':
        return this.#boxed(json, type.union, schema, path)
      case 'bare':
        return this.#bare(json, schema.constructors.get(type.name), schema, path)
      case 'vector': {
        const items = arrayOf(json, path)
        if (type.boxed) this.writer.id(vectorId)
        this.writer.id(items.length)
        return items.forEach((item, index) => this.#value(item, type.item, schema, [...path, index]))
      }
      case 'repetition':
        throw new Error('a repetition is written with its definition')
      case 'object':
      case 'query':
      case 'parameter':
        return this.#any(json, schema, path)
      default:
        return assertNever(type)
    }
  }

  #primitive(json: Json, type: PrimitiveName, path: Path): void {
    if (type === 'true') {
      if (json !== true) refuse(`${show(json)} is not true`, path)
      return
    }
    try {
      if (writePrimitive(this.writer, json, type)) return
    } catch (error) {
      if (error instanceof TlError) refuse(error.problem, path)
      throw error
    }
    refuse(`${show(json)} is not a ${type}`, path)
  }
}

const numberWriters = {
  int: (writer: Writer, value: number) => writer.int(value),
  nat: writeNat,
  int53: writeInt53,
}

const byteWriters = {
  bytes: writeBytes,
  int128: writeInt128,
  int256: writeInt256,
  int512: writeInt512,
}

/** False where the JSON is not of the form that the type has. */
function writePrimitive(writer: Writer, json: Json, type: Exclude<PrimitiveName, 'true'>): boolean {
  switch (type) {
    case 'int':
    case 'nat':
    case 'int53':
      if (typeof json === 'number') numberWriters[type](writer, json)
      return typeof json === 'number'
    case 'long':
      if (typeof json !== 'string' || !/^-?\d{1,20}$/.test(json)) return false
      writeLong(writer, BigInt(json))
      return true
    case 'double': {
      const isNamed = json === '-0' || json === 'NaN' || json === 'Infinity' || json === '-Infinity'
      if (typeof json !== 'number' && !isNamed) return false
      writeDouble(writer, Number(json))
      return true
    }
    case 'string':
      if (typeof json === 'string') writeString(writer, json)
      return typeof json === 'string'
    case 'Bool':
      if (typeof json === 'boolean') writeBool(writer, json)
      return typeof json === 'boolean'
    case 'bytes':
    case 'int128':
    case 'int256':
    case 'int512': {
      const bytes = typeof json === 'string' ? fromBase64(json) : undefined
      if (bytes) byteWriters[type](writer, bytes)
      return bytes !== undefined
    }
    default:
      return assertNever(type)
  }
}

function isThere(object: JsonObject, field: Field): boolean {
  if (!Object.hasOwn(object, field.tlName)) return false
  return isFlag(field) ? object[field.tlName] === true : object[field.tlName] !== undefined
}

function checkNames(object: JsonObject, definition: Definition, path: Path): void {
  const known = new Set([
    '_',
    ...definition.fields.filter((field) => !isHiddenMask(field)).map(({ tlName }) => tlName),
  ])
  for (const key of Object.keys(object)) {
    if (!known.has(key)) refuse(`${nameOf(definition)} has no such field`, [...path, key])
  }
}

function arrayOf(json: Json, path: Path): readonly Json[] {
  if (!Array.isArray(json)) return refuse(`${show(json)} is not an array`, path)
  return json.map((item: Json) => item)
}

function isObject(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

function refuse(problem: string, path: Path): never {
  throw new TlJsonError(problem, formatPath(path))
}
