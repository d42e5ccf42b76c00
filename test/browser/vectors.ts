import * as zlib from 'node:zlib'
import fc from 'fast-check'
import { decode } from '../../generated/telegram/runtime/decode.js'
import { RpcResult } from '../../generated/telegram/mtproto/types/rpc-result.js'
import { TlReadError } from '../../generated/telegram/runtime/errors.js'
import {
  TlObject,
  nodeGunzip,
  readObject,
  writeRaw,
  type JsonCodec,
  type Writer,
} from '../../generated/telegram/runtime/index.js'
import { mutated } from '../fuzz/mutate.js'
import { Random } from '../fuzz/random.js'
import { SchemaArbitraries } from '../support/arbitrary.js'
import { data, nested, pack, packed, wrongFiles } from '../support/gzip-files.js'
import { hex } from '../support/same.js'
import { definitionsOf, type Telegram } from '../support/telegram.js'
import {
  attempt,
  readPacked,
  unpackedHex,
  type ModuleName,
  type ObjectVector,
  type PackedVector,
  type RefusalVector,
  type Vectors,
} from './suite.js'
import { writeRefusals } from './write-refusals.js'

const names: readonly ModuleName[] = ['api', 'mtproto', 'secret']
const seed = 1

/** Random values of every definition, and what mutations make of them, as Node reads and writes them. */
export async function makeVectors(telegram: Telegram): Promise<Vectors> {
  const api = new SchemaArbitraries(telegram.api.schema, telegram.api.classes, { depth: 2 })
  const objects: ObjectVector[] = []
  const refusals: RefusalVector[] = []
  for (const module of names) {
    const { schema, classes, json, registry } = telegram[module]
    const arbitraries = new SchemaArbitraries(schema, classes, {
      depth: 2,
      ...(module === 'mtproto' ? { objects: api.any() } : {}),
    })
    const messages: Uint8Array[] = []
    for (const { key, id } of definitionsOf(schema)) {
      for (const value of fc.sample(arbitraries.instance(key), { numRuns: 2, seed })) {
        const bytes = value.toBytes()
        messages.push(bytes)
        objects.push({ module, id, hex: hex(bytes), json: json.toJson(value) })
      }
    }
    const material = { messages, words: definitionsOf(schema).map(({ id }) => id) }
    for (const [run, message] of messages.entries()) {
      const bytes = mutated(message, new Random(seed, run), material)
      try {
        decode(bytes, readObject, { registry })
      } catch (error) {
        if (!(error instanceof TlReadError)) throw error
        refusals.push({ module, hex: hex(bytes), message: error.message })
      }
    }
  }
  return { objects, refusals, packed: await packedVectors(telegram.mtproto.json), writes: writeRefusals() }
}

/** Right and wrong packed data, alone and within a result. */
async function packedVectors(json: JsonCodec): Promise<readonly PackedVector[]> {
  const inputs: Record<string, Uint8Array> = {}
  for (const times of [0, 1, 2, 8, 9]) inputs[`packed ${String(times)} times`] = nested(times)
  for (const [name, [file]] of Object.entries(wrongFiles)) inputs[name] = packed(file).toBytes()
  const cut = nested(1).subarray(0, 20)
  Object.assign(inputs, {
    'a bomb': pack(new Uint8Array(0x4000000)).toBytes(),
    'a bomb in a bomb': pack(pack(new Uint8Array(0x4000000)).toBytes()).toBytes(),
    'cut off': cut,
    'a value that is cut off': pack(data.subarray(0, 13)).toBytes(),
    'a value that something follows': pack(Uint8Array.of(...data, 1)).toBytes(),
  })
  const gunzip = nodeGunzip(zlib)
  const vectors: PackedVector[] = []
  for (const [name, bytes] of Object.entries(inputs)) {
    const result = new RpcResult({ reqMsgId: 1n, result: new BytesOf(bytes) }).toBytes()
    for (const [place, input] of [
      ['alone', bytes],
      ['within a result', result],
    ] as const) {
      const read = attempt(() => json.toJson(readPacked(input, gunzip)))
      vectors.push({
        name: `${name}, ${place}`,
        hex: hex(input),
        read,
        unpacked: await unpackedHex(input),
      })
    }
  }
  return vectors
}

/** Bytes in the place of an object. */
class BytesOf extends TlObject {
  readonly _ = 'bytes'
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    super()
    this.#bytes = bytes
  }

  override $write(writer: Writer): void {
    writeRaw(writer, this.#bytes)
  }
}
