import type { FileSymbol } from '../plan/symbol.js'

/** A name of the runtime, which stands beside the modules of the output. */
function runtime(name: string, file: string): FileSymbol {
  return { name, file: `runtime/${file}`, namespace: ['tl'] }
}

export const reader = runtime('Reader', 'reader')
export const writer = runtime('Writer', 'writer')
export const tlObject = runtime('TlObject', 'object')
export const none = runtime('none', 'none')
export const writeLongs = runtime('writeLongs', 'longs')
export const tlMethod = runtime('TlMethod', 'object')
export const outside = runtime('Outside', 'outside')
export const outsideValues = runtime('OutsideValues', 'unknown')
export const unknown = runtime('Unknown', 'unknown')
export const readLongString = runtime('readLongString', 'long')
export const writeLongString = runtime('writeLongString', 'long')
export const classRegistry = runtime('ClassRegistry', 'registry')
export const describeWith = runtime('describeWith', 'rpc-error')
export const requestName = runtime('RequestName', 'rpc-error')
export const rpcErrorBase = runtime('RpcErrorBase', 'rpc-error')
export const rpcErrorNames = runtime('RpcErrorNames', 'rpc-error')
export const jsonCodec = runtime('JsonCodec', 'json')
export const metadataType = runtime('Metadata', 'metadata')
export const layers = runtime('Layers', 'layers')
