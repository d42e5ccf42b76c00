import { discriminant } from '../naming/names.js'
import { encodeExample } from './encode-example.js'
import type { ExampleValue, ObjectValue } from './example-value.js'

/** The example in the JSON of the generated package: TL names, longs as decimal strings, bytes as base64. */
export function jsonExample(value: ObjectValue): string {
  return JSON.stringify(jsonObject(value), undefined, 2)
}

type JsonValue = boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue }

function jsonObject({ definition, fields }: ObjectValue): JsonValue {
  const { tlName, variantOf } = definition
  return Object.fromEntries([
    ['_', discriminant(tlName, variantOf)],
    ...fields.map(({ field, value }): [string, JsonValue] => [field.tlName, jsonValue(value)]),
  ])
}

function jsonValue(value: ExampleValue): JsonValue {
  switch (value.kind) {
    case 'object':
      return jsonObject(value)
    case 'list':
      return value.items.map(jsonValue)
    case 'long':
      return String(value.value)
    case 'bytes':
      return Buffer.from(value.value).toString('base64')
    default:
      return value.value
  }
}

/** Bytes in hex, sixteen on a line, in groups of four. */
export function hexExample(value: ObjectValue): string {
  const words = Buffer.from(encodeExample(value)).toString('hex').match(/.{8}/g) ?? []
  const lines: string[] = []
  for (let at = 0; at < words.length; at += 4) lines.push(words.slice(at, at + 4).join(' '))
  return lines.join('\n')
}
