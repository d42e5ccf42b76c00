import { fromBase64, toBase64 } from './base64.js'
import { claim } from './claim.js'
import { formatPath } from './path.js'
import { encode } from './encode.js'
import { TlJsonError, TlWriteError, formatId, show } from './errors.js'
import { parseFields, type FieldMetadata, type Metadata, type ValueKind } from './metadata.js'
import { TlObject, discriminantOf } from './object.js'

/** A value in JSON: TL names, longs as decimal strings, bytes as base64, doubles that JSON lacks as strings. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** A generated class, seen from outside: its fields go in. */
export interface JsonClass<T extends TlObject = TlObject> {
  new (fields: never): T
  readonly tlName: string
  readonly id: number
}

type Path = readonly (string | number)[]

/** How deep JSON may be nested. */
const maxDepth = 400

/** Turns the objects of one schema (and of those that it carries) into JSON and back, losing nothing. */
export class JsonCodec {
  readonly #metadata: Metadata
  readonly #inner: JsonCodec | undefined
  readonly #fields = new Map<string, readonly FieldMetadata[]>()
  readonly #types: Iterable<JsonClass>
  #byName: ReadonlyMap<string, JsonClass> | undefined

  /**
   * @param classes all that may occur
   * @param inner where names are looked up that this schema does not have: the schema of what an `Object` carries
   */
  constructor(metadata: Metadata, classes: Iterable<JsonClass>, inner?: JsonCodec) {
    this.#metadata = metadata
    this.#inner = inner
    this.#types = classes
  }

  toJson(value: TlObject): JsonObject {
    return this.#write(value, [])
  }

  /** @throws TlJsonError for JSON that is not a value of the class */
  fromJson<T extends TlObject>(type: JsonClass<T>, json: Json): T {
    const value = this.#read(json, [])
    if (!(value instanceof type)) throw new TlJsonError(`${show(value)} is not ${type.tlName}`)
    try {
      // What has no bytes is no value: a number out of range, a member of another type, half of what shares a bit.
      encode(value)
    } catch (error) {
      if (!(error instanceof TlWriteError)) throw error
      throw new TlJsonError(error.problem, this.#tlPath(value, error.path))
    }
    return value
  }

  /** A path of properties as one of TL names, as they are in JSON. */
  #tlPath(value: TlObject, path: string): string {
    let current: unknown = value
    const parts = Array.from(path.matchAll(/[^.[\]]+/g), ([part]): string | number => {
      const holder: unknown = current
      const values = new Map<string, unknown>(typeof holder === 'object' ? Object.entries(holder ?? {}) : [])
      current = values.get(part)
      if (Array.isArray(holder)) return Number(part)
      const owner = holder instanceof TlObject ? this.#ownerOf(holder) : undefined
      const fields = owner && holder instanceof TlObject ? owner.#fieldsOf(holder._) : []
      return fields.find(([, property]) => property === part)?.[0] ?? part
    })
    return formatPath(parts)
  }

  /** The value as an indented text, for people. */
  inspect(value: TlObject): string {
    return JSON.stringify(this.toJson(value), undefined, 2)
  }

  /** By the `_` of their values; made when it is first needed, as each class has to be asked. */
  #classes(): ReadonlyMap<string, JsonClass> {
    this.#byName ??= new Map(Array.from(this.#types, (type) => [discriminantOf(type), type]))
    return this.#byName
  }

  /** The codec that has a name: this one, or one within. What is inside the object is of the same codec's schema. */
  #owner(name: string, id?: number): JsonCodec | undefined {
    const type = this.#classes().get(name)
    if (type && (id === undefined || type.id === id)) return this
    return this.#inner ? this.#inner.#owner(name, id) : undefined
  }

  /** The codec that has the class of an object: two schemas may have one name for different things. */
  #ownerOf(value: TlObject): JsonCodec | undefined {
    const type = this.#classes().get(value._)
    if (type && value instanceof type) return this
    return this.#inner ? this.#inner.#ownerOf(value) : undefined
  }

  /** Where the name alone would be taken for that of another schema, the id stands behind it: `message#95ef6f2b`. */
  #nameOf({ _: name }: TlObject, owner: JsonCodec): string {
    if (this.#owner(name) === owner) return name
    return `${name}#${formatId(owner.#classes().get(name)?.id ?? 0).slice(2)}`
  }

  #fieldsOf(name: string): readonly FieldMetadata[] {
    const known = this.#fields.get(name)
    if (known) return known
    const fields = parseFields(this.#metadata[name] ?? '')
    this.#fields.set(name, fields)
    return fields
  }

  #write(value: unknown, path: Path): JsonObject {
    if (!(value instanceof TlObject)) return refuse(`${show(value)} is not an object of the schema`, path)
    const owner = this.#ownerOf(value)
    if (!owner) return refuse(`the schema has no ${show(value._)}`, path)
    const properties = new Map<string, unknown>(Object.entries(value))
    const json: [string, Json][] = [['_', this.#nameOf(value, owner)]]
    for (const [tlName, property, kind, optional] of owner.#fieldsOf(value._)) {
      const child = properties.get(property)
      if (optional && (child === undefined || (kind === 'flag' && child === false))) continue
      json.push([tlName, owner.#writeValue(child, kind, [...path, property])])
    }
    return Object.fromEntries(json)
  }

  #writeValue(value: unknown, kind: ValueKind, path: Path): Json {
    if (typeof kind !== 'string') {
      if (!Array.isArray(value)) return refuse(`${show(value)} is not an array`, path)
      return value.map((item: unknown, index) => this.#writeValue(item, kind[0], [...path, index]))
    }
    if (kind === 'any') return this.#write(value, path)
    if (kind === 'bytes' && value instanceof Uint8Array) return toBase64(value)
    if (kind === 'long' && typeof value === 'bigint') return String(value)
    if (kind === 'longNumber' && Number.isSafeInteger(value)) return String(value)
    if (kind === 'longString' && typeof value === 'string') return value
    if (kind === 'double' && typeof value === 'number') return writeDouble(value)
    if (kind === 'string' && typeof value === 'string') return value
    if (kind === 'number' && typeof value === 'number') return value
    if ((kind === 'boolean' || kind === 'flag') && typeof value === 'boolean') return value
    return refuse(`${show(value)} is not a ${kind}`, path)
  }

  #read(json: Json, path: Path): TlObject {
    if (path.length > maxDepth) return refuse('nested deeper than allowed', [])
    if (!isObject(json)) return refuse(`${show(json)} is not an object`, path)
    const named = Object.hasOwn(json, '_') ? json['_'] : undefined
    if (typeof named !== 'string') return refuse('an object needs its name: `_`', path)
    const [, name = named, id] = /^(.+)#([0-9a-f]{8})$/.exec(named) ?? []
    const owner = this.#owner(name, id === undefined ? undefined : Number.parseInt(id, 16))
    const type = owner ? owner.#classes().get(name) : undefined
    if (!owner || !type) return refuse(`the schema has no ${show(named)}`, path)
    const fields = new Map<string, unknown>()
    const known = new Set(['_'])
    for (const [tlName, property, kind, optional] of owner.#fieldsOf(name)) {
      known.add(tlName)
      const child = Object.hasOwn(json, tlName) ? json[tlName] : undefined
      const at = [...path, tlName]
      if (child !== undefined) fields.set(property, owner.#readValue(child, kind, at))
      else if (!optional) return refuse(`${name} needs this field`, at)
    }
    for (const key of Object.keys(json)) {
      if (!known.has(key)) return refuse(`${name} has no such field`, [...path, key])
    }
    return new type(claim<never>(Object.fromEntries(fields)))
  }

  #readValue(json: Json, kind: ValueKind, path: Path): unknown {
    if (typeof kind !== 'string') {
      if (!Array.isArray(json)) return refuse(`${show(json)} is not an array`, path)
      return json.map((item: Json, index) => this.#readValue(item, kind[0], [...path, index]))
    }
    if (kind === 'any') return this.#read(json, path)
    const value = readPlain(json, kind)
    return value === undefined ? refuse(`${show(json)} is not a ${kind}`, path) : value
  }
}

function readPlain(json: Json, kind: Exclude<ValueKind, 'any' | readonly [ValueKind]>): unknown {
  switch (kind) {
    case 'bytes':
      return typeof json === 'string' ? fromBase64(json) : undefined
    case 'long':
      return readLong(json)
    case 'longNumber':
      return readLongNumber(json)
    case 'longString':
      return readLong(json)?.toString()
    case 'double':
      return readDouble(json)
    case 'number':
      return Number.isInteger(json) ? json : undefined
    case 'string':
      return typeof json === 'string' ? json : undefined
    case 'boolean':
    case 'flag':
      return typeof json === 'boolean' ? json : undefined
  }
}

function readLong(json: Json): bigint | undefined {
  if (typeof json !== 'string' || !/^-?\d{1,20}$/.test(json)) return undefined
  const value = BigInt(json)
  return BigInt.asIntN(64, value) === value ? value : undefined
}

function readLongNumber(json: Json): number | undefined {
  const value = Number(readLong(json))
  return Number.isSafeInteger(value) ? value : undefined
}

/** JSON has no NaN, no infinity and no negative zero. */
function writeDouble(value: number): Json {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? '-0' : String(value)
}

function readDouble(json: Json): number | undefined {
  if (typeof json === 'number') return json
  return json === '-0' || json === 'NaN' || json === 'Infinity' || json === '-Infinity'
    ? Number(json)
    : undefined
}

function isObject(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

function refuse(problem: string, path: Path): never {
  throw new TlJsonError(problem, formatPath(path))
}
