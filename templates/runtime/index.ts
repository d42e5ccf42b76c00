export { decode } from './decode.js'
export { encode, encodeInto } from './encode.js'
export { encodePooled } from './encode-pooled.js'
export { TlError, TlJsonError, TlReadError, TlWriteError, formatId } from './errors.js'
export { keepInvalidUtf8, replaceSurrogates, restoreInvalidUtf8 } from './invalid-text.js'
export { gunzipWith, type Gunzip } from './gzip.js'
export type { Inflate } from './gzip-format.js'
export { nodeGunzip, pakoGunzip, type NodeZlibModule, type PakoModule } from './inflate.js'
export { JsonCodec, type Json, type JsonClass, type JsonObject } from './json.js'
export { Layers, TlLayerError, type FieldValues, type FormRule, type LayerRules } from './layers.js'
export { readLongString, writeLongString } from './long.js'
export type { Metadata } from './metadata.js'
export { none } from './none.js'
export { TlMethod, TlObject, type ResultOf, type TlClass } from './object.js'
export {
  enter,
  leave,
  readBareVector,
  readObject,
  readQuery,
  readRepetition,
  readVector,
} from './read-nested.js'
export {
  readBool,
  readBytes,
  readDouble,
  readInt128,
  readInt256,
  readInt512,
  readInt53,
  readLong,
  readNat,
  readRaw,
} from './read-scalars.js'
export { readInts, readLongs } from './read-numbers.js'
export { readString } from './read-string.js'
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
export { unpack } from './unpack.js'
export {
  beginBareVector,
  beginRepetition,
  beginVector,
  refuseTorn,
  spareBits,
  writeObject,
  writeQuery,
} from './write-nested.js'
export { writeInts, writeLongs } from './write-numbers.js'
export {
  writeBool,
  writeBytes,
  writeDouble,
  writeInt128,
  writeInt256,
  writeInt512,
  writeInt53,
  writeLong,
  writeMask,
  writeNat,
  writeRaw,
} from './write-scalars.js'
export { writeString } from './write-string.js'
export { Writer, writerInto, type Writable, type WriterOptions } from './writer.js'
