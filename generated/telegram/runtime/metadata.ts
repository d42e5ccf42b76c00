/**
 * What JSON needs to know of a type: how its values differ from what JSON has.
 * `any` is an object, whatever its class; a long is the same in JSON, whatever it is in TypeScript; a `flag` is a `true` that a bit stands for; a vector is the kind of its items in an array.
 */
export type ValueKind =
  | 'any'
  | 'boolean'
  | 'bytes'
  | 'double'
  | 'flag'
  | 'long'
  | 'longNumber'
  | 'longString'
  | 'number'
  | 'string'
  | readonly [ValueKind]

/** `[TL name, property, kind, conditional]` */
export type FieldMetadata = readonly [tlName: string, property: string, kind: ValueKind, optional: boolean]

/** By the value of `_`. */
export type Metadata = Readonly<Record<string, string>>

const kinds: Readonly<Record<string, ValueKind>> = {
  o: 'any',
  B: 'boolean',
  b: 'bytes',
  d: 'double',
  f: 'flag',
  i: 'longNumber',
  l: 'long',
  n: 'number',
  s: 'string',
  t: 'longString',
}

/**
 * Reads the compact form of a definition's fields: words of `name=property:kind`, where `=property` is absent if it
 * is the name itself, a `?` after the name says that the field is conditional, and `*` before a kind is a vector.
 */
export function parseFields(text: string): readonly FieldMetadata[] {
  if (text === '') return []
  return text.split(' ').map((word) => {
    const [left = '', kind = ''] = word.split(':')
    const optional = left.endsWith('?')
    const [tlName = '', property = tlName] = (optional ? left.slice(0, -1) : left).split('=')
    return [tlName, property, parseKind(kind), optional]
  })
}

function parseKind(text: string): ValueKind {
  return text.startsWith('*') ? [parseKind(text.slice(1))] : (kinds[text] ?? 'any')
}
