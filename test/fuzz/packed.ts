import { isDeepStrictEqual } from 'node:util'
import * as zlib from 'node:zlib'
import * as pako from 'pako'
import { RpcResult } from '../../generated/telegram/mtproto/types/rpc-result.js'
import {
  TlObject,
  TlReadError,
  decode,
  nodeGunzip,
  pakoGunzip,
  readObject,
  type Gunzip,
  type ReaderOptions,
  type Registry,
} from '../../generated/telegram/runtime/index.js'
import { packed } from '../support/gzip-files.js'
import { gzipFile, joined } from '../support/gzip.js'
import { mutated, type Material } from './mutate.js'
import type { Random } from './random.js'
import type { Target } from './targets.js'

/** `rpc_result` with whatever bytes in the place of its object. */
const resultStart = new RpcResult({ reqMsgId: 1n, result: packed(new Uint8Array()) })
  .toBytes()
  .subarray(0, 12)

/** What is packed: mostly as it should be, sometimes with a stream, a checksum or a length that is not. */
function file(data: Uint8Array, random: Random, material: Material): Uint8Array {
  if (!random.oneIn(4)) return gzipFile(data)
  const deflated = zlib.deflateRawSync(data)
  return random.pick([
    () => gzipFile(data, { deflated: mutated(deflated, random, material) }),
    () => gzipFile(data, { length: random.pick([0, data.length + random.below(5), random.bits()]) }),
    () => gzipFile(data, { checksum: random.bits() }),
    () => gzipFile(data, { flags: random.below(0x40), extra: [...random.bytes(random.below(8))] }),
    () => joined(gzipFile(data), random.bytes(random.below(20))),
    () => joined(gzipFile(random.pick([data, new Uint8Array()])), gzipFile(data)),
  ])()
}

/** A message packed, often several times over, with something wrong at any level or none. */
function packedInput(message: Uint8Array, random: Random, material: Material): Uint8Array {
  const maybeMutated = (bytes: Uint8Array): Uint8Array =>
    random.oneIn(3) ? mutated(bytes, random, material) : bytes
  let bytes = maybeMutated(message)
  const times = random.oneIn(20) ? random.below(12) : 1 + random.below(2)
  for (let time = 0; time < times; time++) {
    const right = packed(random.oneIn(2) ? gzipFile(bytes) : file(bytes, random, material)).toBytes()
    bytes = random.oneIn(8) ? right.subarray(0, random.below(right.length)) : right
  }
  return maybeMutated(random.oneIn(2) ? joined(resultStart, bytes) : bytes)
}

/** Any object with packed ones in it, read with each that unpacks: they must agree. */
export function packedTarget(messages: readonly Uint8Array[], registry: Registry): Target {
  const read = (bytes: Uint8Array, gunzip: Gunzip, options: ReaderOptions): unknown =>
    decode(bytes, readObject, { registry, gunzip, ...options })
  return {
    name: 'packed Object',
    messages,
    mutate: packedInput,
    unpacks: true,
    read: (bytes, options) => {
      const byZlib = outcomeOf(() => read(bytes, nodeGunzip(zlib), options))
      const byPako = outcomeOf(() => read(bytes, pakoGunzip(pako), options))
      if (!isDeepStrictEqual(byZlib, byPako)) {
        throw new Error(`zlib and pako do not agree: ${String(byZlib)}, ${String(byPako)}`)
      }
      if (byZlib instanceof TlReadError) throw byZlib
      return byZlib
    },
    write: (value) => {
      if (value instanceof TlObject) return value.toBytes()
      throw new Error('an object of the schema was expected')
    },
  }
}

/** The value, or the error as which the bytes are refused. */
function outcomeOf(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    if (error instanceof TlReadError) return error
    throw error
  }
}
