import type { PrimitiveName } from './type-ref.js'

/** Lower-case names that schemas use without (or in spite of) declaring them, and what they are on the wire. */
export const barePrimitives: ReadonlyMap<string, PrimitiveName> = new Map([
  ['int', 'int'],
  ['int32', 'int'],
  ['long', 'long'],
  ['int64', 'long'],
  ['int53', 'int53'],
  ['double', 'double'],
  ['string', 'string'],
  ['secureString', 'string'],
  ['bytes', 'bytes'],
  ['secureBytes', 'bytes'],
  ['int128', 'int128'],
  ['int256', 'int256'],
  ['int512', 'int512'],
  ['true', 'true'],
])

/** Types whose constructors are part of the runtime; a schema may declare them, and gets no classes for them. */
export const builtinTypes: ReadonlySet<string> = new Set([
  'Int',
  'Int32',
  'Long',
  'Int64',
  'Int53',
  'Double',
  'String',
  'SecureString',
  'Bytes',
  'SecureBytes',
  'Int128',
  'Int256',
  'Int512',
  'Bool',
  'True',
  'Vector',
  'Object',
  'Function',
])

/** Names of the vector, boxed and bare. */
export const vectorNames: ReadonlySet<string> = new Set(['Vector', 'vector'])

/** Names that stand for any value with its id. */
export const objectNames: ReadonlySet<string> = new Set(['Object', 'object'])
