import { createRequire } from 'node:module'
import { z } from 'zod'
import type { TlObject } from '../../generated/telegram/runtime/object.js'
import { assertNever } from '../../generator/ir/assert-never.js'
import type { Definition, Field, Schema } from '../../generator/ir/schema.js'
import type { TypeRef } from '../../generator/ir/type-ref.js'
import { propertyName } from '../../generator/naming/names.js'
import { definitionOfValue } from './telegram.js'

interface TeleprotoObject {
  getBytes: () => Uint8Array
}
type TeleprotoClass = new (fields: Readonly<Record<string, unknown>>) => TeleprotoObject

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null
const isFunction = (value: unknown): boolean => typeof value === 'function'
const asClass = z.custom<TeleprotoClass & { readonly CONSTRUCTOR_ID: number }>(
  (value) => isFunction(value) && 'CONSTRUCTOR_ID' in Object(value),
)
const asRecord = z.record(z.string(), z.unknown())
const isTable = (value: unknown): value is Record<string, unknown> => asRecord.safeParse(value).success

const require = createRequire(import.meta.url)
const { Api } = z.object({ Api: asRecord }).parse(require('teleproto/tl/api.js'))
const helpers = z
  .object({
    parseTl: z.custom<(text: string, layer: number) => Iterable<unknown>>(isFunction),
    buildArgConfig: z.custom<(name: string, type: string) => unknown>(isFunction),
    variableSnakeToCamelCase: z.custom<(name: string) => string>(isFunction),
  })
  .parse(require('teleproto/tl/generationHelpers.js'))
const makeBigInt = z
  .custom<(text: string) => unknown>(isFunction)
  .parse(createRequire(require.resolve('teleproto'))('big-integer'))

/** The classes of teleproto by their ids: those that no namesake of another schema has replaced. */
const classes = new Map<number, TeleprotoClass>()
for (const entry of Object.values(Api)) {
  for (const candidate of isTable(entry) ? Object.values(entry) : [entry]) {
    const type = asClass.parse(candidate)
    classes.set(type.CONSTRUCTOR_ID, type)
  }
}

const parsedShape = z.object({ constructorId: z.number(), argsConfig: asRecord })
const fieldsById = new Map(
  ['apiTl', 'schemaTl'].flatMap((file) => {
    const text = z.string().parse(require(`teleproto/tl/${file}.js`))
    return [...helpers.parseTl(text, 0)].map((entry): [number, Readonly<Record<string, unknown>>] => {
      const { constructorId, argsConfig } = parsedShape.parse(entry)
      return [constructorId, argsConfig]
    })
  }),
)

/** teleproto has a definition with this id, and exactly these fields: flags are not part of the id. */
export function isSameInTeleproto({ id, fields }: Definition): boolean {
  const theirs = fieldsById.get(id)
  const ours = fields.map(({ tlName, tlType }) => [
    helpers.variableSnakeToCamelCase(tlName),
    helpers.buildArgConfig(tlName, tlType),
  ])
  return (
    classes.has(id) && theirs !== undefined && JSON.stringify(ours) === JSON.stringify(Object.entries(theirs))
  )
}

export const isKnownToTeleproto = ({ id }: Definition): boolean => fieldsById.has(id)

/** A value of our classes as one of teleproto's. */
export function toTeleproto(schema: Schema, value: TlObject): TeleprotoObject {
  const definition = definitionOfValue(schema, value)
  const type = classes.get(definition.id)
  if (!type) throw new Error(`teleproto has no ${definition.key}`)
  const properties = new Map<string, unknown>(Object.entries(value))
  const fields = definition.fields
    .filter(({ isMask }) => !isMask)
    .map((field: Field): [string, unknown] => {
      const child = properties.get(propertyName(field.tlName))
      const converted = child === undefined ? undefined : convert(schema, field.type, child)
      return [helpers.variableSnakeToCamelCase(field.tlName), converted]
    })
  return new type(Object.fromEntries(fields))
}

function convert(schema: Schema, type: TypeRef, value: unknown): unknown {
  switch (type.kind) {
    case 'primitive':
      if (typeof value === 'bigint') return makeBigInt(String(value))
      if (!(value instanceof Uint8Array)) return value
      return type.name === 'bytes' ? Buffer.from(value) : makeBigInt(String(littleEndian(value)))
    case 'vector':
    case 'repetition':
      return z
        .array(z.unknown())
        .parse(value)
        .map((item) => convert(schema, type.item, item))
    case 'boxed':
    case 'bare':
    case 'object':
    case 'query':
      return toTeleproto(schema, z.custom<TlObject>(isObject).parse(value))
    case 'parameter':
      throw new Error('a field cannot have a type parameter for its type')
    default:
      return assertNever(type)
  }
}

/** int128 and int256 are numbers to teleproto, the lowest byte first. */
function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
}
