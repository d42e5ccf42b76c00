// The runtime shared by all shapes: checks of ends, ranges and types are in, so the figures are honest.
export { NONE, TlNamed, TlObject, TlOwn } from './objects.js'
export { Reader } from './reader.js'
export { encode, encodeWith, Writer, type Writable } from './writer.js'
