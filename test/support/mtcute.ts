import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { TlBinaryReader, TlBinaryWriter } from '@mtcute/tl-runtime'
import type { TlReaderMap, TlWriterMap } from '@mtcute/tl-runtime'
import Long from 'long'
import { z } from 'zod'
import type { TlObject } from '../../generated/telegram/runtime/object.js'
import { assertNever } from '../../generator/ir/assert-never.js'
import type { Definition, Field, Schema } from '../../generator/ir/schema.js'
import type { TypeRef } from '../../generator/ir/type-ref.js'
import { propertyName } from '../../generator/naming/names.js'
import { definitionOfValue } from './telegram.js'

// The `exports` of the package hide these files; they are found beside its entry point.
const folder = dirname(createRequire(import.meta.url).resolve('@mtcute/core'))
const load = (path: string): Promise<unknown> => import(pathToFileURL(join(folder, path)).href)

const isTable = (value: unknown): boolean => typeof value === 'object' && value !== null
const { __tlWriterMap: writers } = z
  .object({ __tlWriterMap: z.custom<TlWriterMap>(isTable) })
  .parse(await load('tl/binary/writer.js'))
const { __tlReaderMap: readers } = z
  .object({ __tlReaderMap: z.custom<TlReaderMap>(isTable) })
  .parse(await load('tl/binary/reader.js'))

const entryShape = z.object({
  name: z.string(),
  id: z.number(),
  arguments: z.array(z.object({ name: z.string(), type: z.string() })),
})
export type MtcuteEntry = z.infer<typeof entryShape>

const readJson = async (path: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, path), 'utf8'))

/** The definitions that mtcute has, by their names, which in MTProto begin with `mt_`. */
export const mtcuteApi: ReadonlyMap<string, MtcuteEntry> = byName(
  z.object({ e: z.array(entryShape) }).parse(await readJson('tl/api-schema.json')).e,
)
export const mtcuteMtproto: ReadonlyMap<string, MtcuteEntry> = byName(
  z.array(entryShape).parse(await readJson('tl/mtp-schema.json')),
)

function byName(entries: readonly MtcuteEntry[]): ReadonlyMap<string, MtcuteEntry> {
  return new Map(entries.map((entry) => [entry.name, entry]))
}

/** A value as mtcute has it. */
export interface MtcuteObject {
  readonly _: string
  readonly [property: string]: unknown
}

export function mtcuteEncode(value: MtcuteObject): Uint8Array {
  return TlBinaryWriter.serializeObject(writers, value)
}

/** Reads one object, which must fill the bytes: mtcute itself does not mind what is behind it. */
export function mtcuteDecode(bytes: Uint8Array): unknown {
  const reader = new TlBinaryReader(readers, bytes)
  const value = reader.object()
  if (reader.pos !== bytes.length)
    throw new Error(`mtcute read ${String(reader.pos)} of ${String(bytes.length)} bytes`)
  return value
}

/** mtcute has this name in its tables. */
export const hasWriter = (name: string): boolean => Object.hasOwn(writers, name)

/** mtcute can read this definition. */
export const hasReader = (value: TlObject): boolean => {
  const id = new DataView(value.toBytes().buffer).getUint32(0, true)
  return Object.hasOwn(readers, id)
}

/** How the values of one schema look to mtcute. */
export class MtcuteForm {
  readonly #schema: Schema
  readonly #entries: ReadonlyMap<string, MtcuteEntry>
  readonly #prefix: string

  constructor(schema: Schema, entries: ReadonlyMap<string, MtcuteEntry>, prefix = '') {
    this.#schema = schema
    this.#entries = entries
    this.#prefix = prefix
  }

  entry(definition: Definition): MtcuteEntry | undefined {
    return this.#entries.get(this.#prefix + definition.key)
  }

  /** mtcute takes the longs of the field for numbers. */
  isNumber(definition: Definition, field: Field): boolean {
    return this.entry(definition)?.arguments.find(({ name }) => name === field.tlName)?.type === 'int53'
  }

  convert(value: TlObject): MtcuteObject {
    const definition = definitionOfValue(this.#schema, value)
    const properties = new Map<string, unknown>(Object.entries(value))
    const fields = definition.fields
      .filter(({ type }) => type.kind !== 'primitive' || type.name !== 'nat')
      .map((field): [string, unknown] => {
        const child = properties.get(propertyName(field.tlName))
        const converted = child === undefined ? undefined : this.#value(field.type, child, definition, field)
        return [mtcuteProperty(field.tlName), converted]
      })
    return { _: this.#prefix + definition.key, ...Object.fromEntries(fields) }
  }

  #value(type: TypeRef, value: unknown, definition: Definition, field: Field): unknown {
    switch (type.kind) {
      case 'primitive':
        if (typeof value !== 'bigint') return value
        return this.isNumber(definition, field) ? Number(value) : longOf(value)
      case 'vector':
      case 'repetition': {
        const items = z.array(z.unknown()).parse(value)
        return items.map((item) => this.#value(type.item, item, definition, field))
      }
      case 'boxed':
      case 'bare':
      case 'object':
      case 'query':
        return this.convert(objectOf(value))
      case 'parameter':
        throw new Error('a field cannot have a type parameter for its type')
      default:
        return assertNever(type)
    }
  }
}

const objectOf = (value: unknown): TlObject =>
  z.custom<TlObject>((candidate) => isTable(candidate) && '$write' in Object(candidate)).parse(value)

function longOf(value: bigint): Long {
  return new Long(Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)), false)
}

/** `random_id` → `randomId`, `srp_B` → `srpB`. */
function mtcuteProperty(tlName: string): string {
  return tlName.replace(/(?<!^|_)_[a-z0-9]/gi, (match) => match.slice(1).toUpperCase())
}
