import type { FileSymbol } from '../plan/symbol.js'
import type { EmittedPrimitive } from './primitive.js'

/** A name of the runtime, which stands beside the modules of the output. */
function runtime(name: string, file: string): FileSymbol {
  return { name, file: `runtime/${file}`, namespace: ['tl'] }
}

/** What has bytes, and no method of the reader and the writer: those have ints alone. */
type FunctionPrimitive = Exclude<EmittedPrimitive, 'int' | 'true'>

/** The functions of the runtime that read such a value: `readLong(reader)`. */
export const readFunctions: Readonly<Record<FunctionPrimitive, FileSymbol>> = {
  nat: runtime('readNat', 'read-scalars'),
  int53: runtime('readInt53', 'read-scalars'),
  double: runtime('readDouble', 'read-scalars'),
  long: runtime('readLong', 'read-scalars'),
  // The same bytes, and the same check of what a number can hold.
  longNumber: runtime('readInt53', 'read-scalars'),
  longString: runtime('readLongString', 'long'),
  string: runtime('readString', 'read-string'),
  bytes: runtime('readBytes', 'read-scalars'),
  int128: runtime('readInt128', 'read-scalars'),
  int256: runtime('readInt256', 'read-scalars'),
  int512: runtime('readInt512', 'read-scalars'),
  Bool: runtime('readBool', 'read-scalars'),
}

/** Those that write one: `writeLong(writer, value)`. */
export const writeFunctions: Readonly<Record<FunctionPrimitive, FileSymbol>> = {
  nat: runtime('writeNat', 'write-scalars'),
  int53: runtime('writeInt53', 'write-scalars'),
  double: runtime('writeDouble', 'write-scalars'),
  long: runtime('writeLong', 'write-scalars'),
  longNumber: runtime('writeInt53', 'write-scalars'),
  longString: runtime('writeLongString', 'long'),
  string: runtime('writeString', 'write-string'),
  bytes: runtime('writeBytes', 'write-scalars'),
  int128: runtime('writeInt128', 'write-scalars'),
  int256: runtime('writeInt256', 'write-scalars'),
  int512: runtime('writeInt512', 'write-scalars'),
  Bool: runtime('writeBool', 'write-scalars'),
}

export const readVector = runtime('readVector', 'read-nested')
export const readBareVector = runtime('readBareVector', 'read-nested')
export const readRepetition = runtime('readRepetition', 'read-nested')
export const readObject = runtime('readObject', 'read-nested')
export const readQuery = runtime('readQuery', 'read-nested')
export const enter = runtime('enter', 'read-nested')
export const leave = runtime('leave', 'read-nested')
export const beginVector = runtime('beginVector', 'write-nested')
export const beginBareVector = runtime('beginBareVector', 'write-nested')
export const beginRepetition = runtime('beginRepetition', 'write-nested')
export const writeObject = runtime('writeObject', 'write-nested')
export const writeQuery = runtime('writeQuery', 'write-nested')
export const readInts = runtime('readInts', 'read-numbers')
export const readLongs = runtime('readLongs', 'read-numbers')
/** What writes all items of an array in a loop of its own. */
export const writeMany: Readonly<Partial<Record<EmittedPrimitive, FileSymbol>>> = {
  int: runtime('writeInts', 'write-numbers'),
  long: runtime('writeLongs', 'write-numbers'),
}
export const refuseTorn = runtime('refuseTorn', 'write-nested')
export const writeMask = runtime('writeMask', 'write-scalars')
export const spareBits = runtime('spareBits', 'write-nested')
export const reader = runtime('Reader', 'reader')
export const writer = runtime('Writer', 'writer')
export const tlObject = runtime('TlObject', 'object')
export const none = runtime('none', 'none')
export const tlMethod = runtime('TlMethod', 'object')
export const outside = runtime('Outside', 'outside')
export const outsideValues = runtime('OutsideValues', 'unknown')
export const unknown = runtime('Unknown', 'unknown')
export const classRegistry = runtime('ClassRegistry', 'registry')
export const describeWith = runtime('describeWith', 'rpc-error')
export const requestName = runtime('RequestName', 'rpc-error')
export const rpcErrorBase = runtime('RpcErrorBase', 'rpc-error')
export const rpcErrorNames = runtime('RpcErrorNames', 'rpc-error')
export const jsonCodec = runtime('JsonCodec', 'json')
export const metadataType = runtime('Metadata', 'metadata')
export const layers = runtime('Layers', 'layers')
