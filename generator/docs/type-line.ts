import { assertNever } from '../ir/assert-never.js'
import type { Schema } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import type { Line, Piece } from './model.js'
import type { DocNames } from './names.js'

/** A type as TL, with links to the pages of what it is made of. */
export function typeLine(type: TypeRef, schema: Schema, names: DocNames): Line {
  switch (type.kind) {
    case 'primitive':
      return [basic(type.name === 'nat' ? '#' : type.name)]
    case 'vector':
      return [
        basic(type.boxed ? 'Vector' : 'vector'),
        { text: '<', code: true },
        ...typeLine(type.item, schema, names),
        { text: '>', code: true },
      ]
    case 'repetition':
      return [
        { text: `${String(type.count)}*[`, code: true },
        ...typeLine(type.item, schema, names),
        { text: ']', code: true },
      ]
    case 'boxed':
      return [names.link(schema.name, 'type', type.union)]
    case 'bare': {
      const name = schema.constructors.get(type.name)?.tlName ?? type.name
      return [names.link(schema.name, 'constructor', name)]
    }
    case 'object':
      return [basic('Object')]
    case 'parameter':
      return [{ text: type.name, code: true }]
    case 'query':
      return [{ text: `!${type.parameter}`, code: true, page: `${basicTypesPath}#query` }]
    default:
      return assertNever(type)
  }
}

/** The page of what TL itself defines. */
export const basicTypesPath = 'basic-types'

function basic(name: string): Piece {
  return { text: name, code: true, page: `${basicTypesPath}#${basicAnchor(name)}` }
}

/** The heading of a basic type as the anchor of its section. */
export function basicAnchor(name: string): string {
  return name === '#' ? 'nat' : name.toLowerCase()
}

/** What the schema itself tells of a field that nobody has described. */
export function typeSentence(type: TypeRef): string {
  switch (type.kind) {
    case 'primitive':
      return primitiveSentences[type.name]
    case 'vector':
      return type.item.kind === 'boxed' ? `A list of ${type.item.union} values.` : 'A list.'
    case 'repetition':
      return typeof type.count === 'number'
        ? `Exactly ${String(type.count)} values.`
        : `As many values as ${type.count} says.`
    case 'boxed':
      return `A value of the type ${type.union}.`
    case 'bare':
      return `The constructor ${type.name}, without its id.`
    case 'object':
      return 'Any constructor.'
    case 'parameter':
      return 'What the query gives.'
    case 'query':
      return 'A request; the result is the answer to it.'
    default:
      return assertNever(type)
  }
}

const primitiveSentences = {
  int: 'A whole number of 32 bits.',
  nat: 'A number of 32 bits without a sign.',
  int53: 'A whole number of up to 53 bits.',
  long: 'A whole number of 64 bits.',
  double: 'A number with a fraction.',
  string: 'A text.',
  bytes: 'Bytes.',
  int128: '16 bytes.',
  int256: '32 bytes.',
  int512: '64 bytes.',
  Bool: 'True or false.',
  true: 'Set or not.',
} as const
