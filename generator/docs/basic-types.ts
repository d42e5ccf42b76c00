import type { IndexPage } from './model.js'
import { plain } from './prose.js'
import { basicTypesPath } from './type-line.js'

/** What TL itself defines: name, anchor, TypeScript, what it is on the wire. */
const basicTypes = [
  [
    '#',
    'nat',
    'number',
    'A number of 32 bits without a sign. As a mask, each of its bits says whether a field is there.',
  ],
  ['int', 'int', 'number', 'A whole number of 32 bits with a sign, the lowest byte first.'],
  [
    'int53',
    'int53',
    'number',
    'A whole number that a JavaScript number holds without loss; 64 bits on the wire.',
  ],
  ['long', 'long', 'bigint', 'A whole number of 64 bits with a sign, the lowest byte first.'],
  ['double', 'double', 'number', 'A number with a fraction: IEEE 754, 64 bits.'],
  [
    'string',
    'string',
    'string',
    'A text in UTF-8: its length, its bytes, and zeros up to a multiple of four.',
  ],
  ['bytes', 'bytes', 'Uint8Array', 'Bytes, written like a string.'],
  ['int128', 'int128', 'Uint8Array', '16 bytes as they are.'],
  ['int256', 'int256', 'Uint8Array', '32 bytes as they are.'],
  ['int512', 'int512', 'Uint8Array', '64 bytes as they are.'],
  ['Bool', 'bool', 'boolean', 'True or false, each an id of its own.'],
  ['true', 'true', 'boolean', 'A flag: it takes no bytes besides its bit in the mask.'],
  [
    'Vector',
    'vector',
    'readonly T[]',
    'A list: an id, how many, then the items. Written small, vector, it has no id.',
  ],
  ['Object', 'object', 'TlObject', 'A value of any constructor, told by its id.'],
  ['!X', 'query', 'TlMethod<X>', 'A request within a request: the result is that of the inner one.'],
] as const

/** The page that all basic types lead to. */
export function basicTypesPage(image: string | undefined): IndexPage {
  return {
    kind: 'index',
    path: basicTypesPath,
    title: 'Basic types',
    description: 'What TL itself defines, and what it is in TypeScript.',
    redirects: [],
    ...(image !== undefined && { image }),
    back: { text: 'Reference', page: 'index' },
    about: [plain('What TL itself defines, and what it is in TypeScript.')],
    groups: basicTypes.map(([name, anchor, type, text]) => ({
      title: anchor,
      entries: [
        { link: { text: name, code: true, page: `${basicTypesPath}#${anchor}` }, about: `${type}. ${text}` },
      ],
    })),
  }
}
