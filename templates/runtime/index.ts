export { decode } from './decode.js'
export { encode, encodeInto } from './encode.js'
export { TlError, TlJsonError, TlReadError, TlWriteError, formatId } from './errors.js'
export { keepInvalidUtf8, replaceSurrogates, restoreInvalidUtf8 } from './invalid-text.js'
export { JsonCodec, type Json, type JsonClass, type JsonObject } from './json.js'
export { Layers, TlLayerError, type FieldValues, type FormRule, type LayerRules } from './layers.js'
export { readLongString, writeLongString } from './long.js'
export type { Metadata } from './metadata.js'
export { none } from './none.js'
export { TlMethod, TlObject, type ResultOf, type TlClass } from './object.js'
export { Reader, type ReaderOptions, type Registry } from './reader.js'
export { Outside } from './outside.js'
export { ClassRegistry } from './registry.js'
export {
  RpcErrorBase,
  RpcErrorNames,
  describeWith,
  type RequestName,
  type RpcErrorArguments,
} from './rpc-error.js'
export { OutsideValues, Unknown, type UnknownFields } from './unknown.js'
export { Writer, type Writable, type WriterOptions } from './writer.js'
