import { formatPath } from '../../templates/runtime/path.js'
import { TlReadError } from '../../templates/runtime/errors.js'
import {
  readBool,
  readBytes,
  readDouble,
  readInt128,
  readInt256,
  readInt512,
  readInt53,
  readLong,
  readNat,
} from '../../templates/runtime/read-scalars.js'
import { readString } from '../../templates/runtime/read-string.js'
import { Reader } from '../../templates/runtime/reader.js'
import { assertNever } from '../ir/assert-never.js'
import type { Definition, Field, Schema } from '../ir/schema.js'
import type { PrimitiveName, TypeRef } from '../ir/type-ref.js'
import { lookupFrom, lookupIn, nameOf } from './lookup.js'
import { isFlag, isHiddenMask, knownBits } from './masks.js'
import type { ObjectNode, PrimitiveNode, TreeNode, VectorNode } from './tree.js'

/** A type and the schema that its names are of; without it, the bytes begin with the id of a value. */
export interface RootType {
  readonly type: TypeRef
  readonly schema: Schema
}

/** What was made of bytes. */
export interface DecodeResult {
  readonly root: TreeNode
  /** Why and where reading ended before the value did. */
  readonly problem?: { readonly message: string; readonly offset: number; readonly path: string }
  /** How many bytes are behind the value. */
  readonly rest: number
}

/** How many steps down a value may be, and how many values there may be in all: each takes memory, whatever its bytes. */
const maxDepth = 400
const maxNodes = 1_000_000
const vectorId = 0x1cb5c415

/** Reads bytes by the schemas alone. What is broken is shown as far as it goes. */
export function decodeTree(bytes: Uint8Array, schemas: readonly Schema[], root?: RootType): DecodeResult {
  const run = new DecodeRun(bytes, schemas)
  return run.decode(root)
}

/** Takes a node as soon as it has begun, so that what is within a broken one is kept. */
type Put = (node: TreeNode) => void

type Part = string | number

class DecodeRun {
  readonly #reader: Reader
  readonly #length: number
  readonly #schemas: readonly Schema[]
  readonly #path: Part[] = []
  #nodesLeft = maxNodes

  constructor(bytes: Uint8Array, schemas: readonly Schema[]) {
    this.#reader = new Reader(bytes)
    this.#length = bytes.length
    this.#schemas = schemas
  }

  decode(root: RootType | undefined): DecodeResult {
    let made: TreeNode | undefined
    const put: Put = (node) => (made = node)
    try {
      if (root) this.#value(root.type, root.schema, put)
      else this.#object(undefined, put)
      const rest = this.#length - this.#reader.pos
      return { root: made ?? this.#broken('nothing was read', 0), rest }
    } catch (error) {
      if (!(error instanceof TlReadError)) throw error
      const { problem: message, offset } = error
      return {
        root: made ?? this.#broken(message, offset),
        problem: { message, offset, path: formatPath(this.#path) },
        rest: 0,
      }
    }
  }

  #broken(problem: string, start: number): TreeNode {
    return { kind: 'broken', problem, start, end: this.#length }
  }

  /** Counts a node; reads it into its place, and where that fails before anything is there, says so in its place. */
  #place(part: Part, put: Put, read: (put: Put) => void): void {
    if (--this.#nodesLeft < 0) this.#reader.fail(`more than ${String(maxNodes)} values`)
    this.#path.push(part)
    const placed: TreeNode[] = []
    try {
      read((node) => {
        placed.push(node)
        put(node)
      })
    } catch (error) {
      if (error instanceof TlReadError && placed.length === 0) put(this.#broken(error.problem, error.offset))
      throw error
    }
    this.#path.pop()
  }

  #value(type: TypeRef, schema: Schema, put: Put): void {
    switch (type.kind) {
      case 'primitive':
        return put(this.#primitive(type.name))
      case 'vector':
        return this.#vector(type, schema, put)
      case 'repetition':
        throw new Error('a repetition is read with its definition')
      case 'boxed':
        return this.#object({ union: type.union, schema }, put)
      case 'bare': {
        const definition = schema.constructors.get(type.name)
        if (!definition) throw new Error(`the schema has no ${type.name}`)
        return this.#fields(definition, schema, { start: this.#reader.pos, boxed: false }, put)
      }
      case 'object':
      case 'query':
      case 'parameter':
        return this.#object({ schema }, put)
      default:
        return assertNever(type)
    }
  }

  #object(of: { readonly union?: string; readonly schema: Schema } | undefined, put: Put): void {
    const start = this.#reader.pos
    const id = readNat(this.#reader)
    const expected = of?.union ?? 'a value'
    const lookup = of ? lookupFrom(of.schema, this.#schemas) : lookupIn(this.#schemas)
    if (of === undefined && id === vectorId) {
      return this.#items({ start, boxed: true, count: readNat(this.#reader) }, put, (place) =>
        this.#object(of, place),
      )
    }
    const found = lookup.byId(id)
    const isMember =
      found && (of?.union === undefined || this.#isOf(found.definition, of.union, found.schema === of.schema))
    if (!isMember) {
      const known = found ? `${found.definition.tlName} (${idText(id)})` : `unknown constructor ${idText(id)}`
      return this.#reader.fail(`${known} where ${expected} was expected`, start)
    }
    this.#fields(found.definition, found.schema, { start, boxed: true }, put)
  }

  #isOf(definition: Definition, union: string, isOwn: boolean): boolean {
    return isOwn && definition.kind === 'constructor' && definition.union === union
  }

  #fields(
    definition: Definition,
    schema: Schema,
    { start, boxed }: { readonly start: number; readonly boxed: boolean },
    put: Put,
  ): void {
    const { fields, id } = definition
    const node: ObjectNode = {
      kind: 'object',
      name: nameOf(definition),
      id,
      boxed,
      fields: [],
      start,
      end: this.#length,
    }
    put(node)
    if (this.#path.length > maxDepth) this.#reader.fail('the value is nested deeper than allowed')
    const numbers = new Map<string, number>()
    for (const field of fields) {
      const { condition, tlName } = field
      if (condition && (((numbers.get(condition.mask) ?? 0) >>> condition.bit) & 1) === 0) continue
      this.#place(
        tlName,
        (child) => node.fields.push({ name: tlName, node: child }),
        (place) => this.#field(field, definition, { schema, numbers }, place),
      )
    }
    node.end = this.#reader.pos
  }

  #field(
    field: Field,
    { fields }: Definition,
    { schema, numbers }: { readonly schema: Schema; readonly numbers: Map<string, number> },
    put: Put,
  ): void {
    const { type, tlName } = field
    const start = this.#reader.pos
    if (field.isMask) {
      const value = readNat(this.#reader)
      numbers.set(tlName, value)
      const spare = (value & ~knownBits(tlName, fields)) >>> 0
      return put({ kind: 'mask', value, hidden: isHiddenMask(field), spare, start, end: this.#reader.pos })
    }
    if (isFlag(field)) return put({ kind: 'primitive', type: 'true', value: true, start, end: start })
    if (type.kind === 'repetition') return this.#repetition(type, { schema, numbers }, put)
    if (type.kind === 'primitive' && type.name === 'nat') {
      const node = this.#primitive('nat')
      numbers.set(tlName, Number(node.value))
      return put(node)
    }
    this.#value(type, schema, put)
  }

  #repetition(
    type: Extract<TypeRef, { kind: 'repetition' }>,
    scope: { readonly schema: Schema; readonly numbers: Map<string, number> },
    put: Put,
  ): void {
    const count = typeof type.count === 'number' ? type.count : (scope.numbers.get(type.count) ?? 0)
    const { item } = type
    const read = (place: Put): void =>
      item.kind === 'repetition'
        ? this.#repetition(item, scope, place)
        : this.#value(item, scope.schema, place)
    this.#items({ start: this.#reader.pos, boxed: false, count }, put, read)
  }

  #vector(type: Extract<TypeRef, { kind: 'vector' }>, schema: Schema, put: Put): void {
    const start = this.#reader.pos
    if (type.boxed) {
      const id = readNat(this.#reader)
      if (id !== vectorId)
        this.#reader.fail(`unknown constructor ${idText(id)} where Vector was expected`, start)
    }
    this.#items({ start, boxed: type.boxed, count: readNat(this.#reader) }, put, (place) =>
      this.#value(type.item, schema, place),
    )
  }

  #items(head: Pick<VectorNode, 'start' | 'boxed' | 'count'>, put: Put, read: (put: Put) => void): void {
    const node: VectorNode = { kind: 'vector', ...head, items: [], end: this.#length }
    put(node)
    for (let index = 0; index < head.count; index++) {
      this.#place(index, (child) => node.items.push(child), read)
    }
    node.end = this.#reader.pos
  }

  #primitive(type: PrimitiveName): PrimitiveNode {
    const start = this.#reader.pos
    const value = type === 'true' ? true : readers[type](this.#reader)
    return { kind: 'primitive', type, value, start, end: this.#reader.pos }
  }
}

const readers: Readonly<Record<Exclude<PrimitiveName, 'true'>, (reader: Reader) => PrimitiveNode['value']>> =
  {
    int: (reader) => reader.int(),
    nat: readNat,
    int53: readInt53,
    long: readLong,
    double: readDouble,
    string: readString,
    bytes: readBytes,
    int128: readInt128,
    int256: readInt256,
    int512: readInt512,
    Bool: readBool,
  }

function idText(id: number): string {
  return `#${id.toString(16).padStart(8, '0')}`
}
