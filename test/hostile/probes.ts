import { isDeepStrictEqual } from 'node:util'
import * as zlib from 'node:zlib'
import * as pako from 'pako'
import { GetContactIDs } from '../../generated/telegram/api/functions/contacts/get-contact-i-ds.js'
import { registry as apiRegistry } from '../../generated/telegram/api/registry.js'
import { readTypeJSONValue } from '../../generated/telegram/api/types/json-value.js'
import { FutureSalts } from '../../generated/telegram/mtproto/types/future-salts.js'
import { MsgContainer } from '../../generated/telegram/mtproto/types/message-container.js'
import { MsgsAck } from '../../generated/telegram/mtproto/types/msgs-ack.js'
import { RpcResult } from '../../generated/telegram/mtproto/types/rpc-result.js'
import { registry as mtprotoRegistry } from '../../generated/telegram/mtproto/registry.js'
import {
  decode,
  pakoGunzip,
  readBareVector,
  readBytes,
  readObject,
  readString,
  nodeGunzip,
  unpack,
  type Gunzip,
  type ReaderOptions,
} from '../../generated/telegram/runtime/index.js'
import { defaultMaxUnpacked as allowed } from '../../generated/telegram/runtime/gzip.js'
import { nested, pack, packed, wrongFiles } from '../support/gzip-files.js'
import { gzipFile, joined } from '../support/gzip.js'

/** What hostile bytes do, and what must come of them. */
export interface Probe {
  /** Made before anything is measured. */
  readonly inputs: (messages: readonly Uint8Array[]) => Iterable<Uint8Array>
  readonly read: (bytes: Uint8Array) => unknown
  /** The message of the error, or what the value must be. */
  readonly outcome: RegExp | ((value: unknown, bytes: Uint8Array) => boolean)
}

const registry = mtprotoRegistry.or(apiRegistry)
const words = (...values: readonly number[]): Uint8Array => new Uint8Array(Int32Array.from(values).buffer)
const vectorId = 0x1cb5c415
const mebibyte = 0x100000

const readAny = (bytes: Uint8Array, options?: ReaderOptions): unknown =>
  decode(bytes, readObject, { registry, ...options })

/** A vector that says it has so many elements, and has none. */
function counts(): Readonly<Record<string, Probe>> {
  const probes: Record<string, Probe> = {}
  for (const count of [-1, 0x7fffffff, 30_000_000]) {
    const outcome = new RegExp(`: ${String(count >>> 0)} elements cannot be in 0 bytes \\(at offset \\d+\\)$`)
    const of = (what: string, read: Probe['read'], ...start: readonly number[]): void => {
      const input = words(...start, count)
      probes[`${what} of ${String(count)} without data`] = { inputs: () => [input], read, outcome }
    }
    of('a vector of longs', (bytes) => MsgsAck.fromBytes(bytes), MsgsAck.id, vectorId)
    of('a bare vector of bare values', (bytes) => FutureSalts.fromBytes(bytes), FutureSalts.id, 0, 0, 0)
    of('a bare vector of messages', (bytes) => MsgContainer.fromBytes(bytes), MsgContainer.id)
    of('a vector of objects', (bytes) => decode(bytes, readTypeJSONValue), 0xf7444763, vectorId)
    probes[`a result of ${String(count)} ints without data`] = {
      inputs: () => [words(vectorId, count)],
      read: (bytes) => GetContactIDs.decodeResult(bytes),
      outcome: new RegExp(`^${String(count >>> 0)} elements cannot be in 0 bytes \\(at offset 8\\)$`),
    }
    probes[`a vector of ${String(count)} elements that take no bytes`] = {
      inputs: () => [words(count)],
      read: (bytes) => decode(bytes, (reader) => readBareVector(reader, () => true, 0)),
      outcome:
        /^(?:4294967295 elements cannot be in 0 bytes|the vectors have more elements than allowed \(option `maxElements`\)) \(at offset 4\)$/,
    }
  }
  return probes
}

/** A vector that says it has `count` elements, and has so many ints. */
function intsOf(count: number, items: number): Uint8Array {
  const input = new Int32Array(2 + items)
  input.set([vectorId, count])
  return new Uint8Array(input.buffer)
}

/** `jsonArray` in `jsonArray`, and `jsonNull` in the last. */
function nestedArrays(depth: number): Uint8Array {
  const input = new Int32Array(depth * 3 + 1)
  for (let level = 0; level < depth; level++) input.set([0xf7444763 | 0, vectorId, 1], level * 3)
  input[depth * 3] = 0x3f6d7b68
  return new Uint8Array(input.buffer)
}

/** A gzip file of zeros that is a thousandth of their size, and says that it has `length` of them. */
function bomb(mebibytes: number, length = (mebibytes * mebibyte) % 2 ** 32): Uint8Array<ArrayBuffer> {
  // The flush ends the block, so that it can be repeated.
  const block = zlib.deflateRawSync(new Uint8Array(mebibyte), { finishFlush: zlib.constants.Z_FULL_FLUSH })
  const deflated = new Uint8Array(block.length * mebibytes + 2)
  for (let time = 0; time < mebibytes; time++) deflated.set(block, block.length * time)
  deflated.set([3, 0], block.length * mebibytes)
  return gzipFile(new Uint8Array(), { deflated, length })
}

const unpackers: Readonly<Record<string, Gunzip>> = {
  'node:zlib': nodeGunzip(zlib),
  pako: pakoGunzip(pako),
}

function bombs(): Readonly<Record<string, Probe>> {
  const tooLarge = / unpacks to \d+ bytes, more than allowed \(option `maxUnpacked`\).* \(at offset \d+\)$/
  const result = (bytes: Uint8Array): Uint8Array => joined(words(RpcResult.id, 1, 0), packed(bytes).toBytes())
  const kinds: Readonly<Record<string, readonly [input: () => Uint8Array, outcome: RegExp]>> = {
    'ten gibibytes in ten mebibytes': [() => bomb(10_240), tooLarge],
    'four gibibytes and what is allowed, in four mebibytes': [
      () => bomb(4096 + allowed / mebibyte),
      /damaged/,
    ],
    'ten gibibytes that say they are nothing': [() => bomb(10_240, 0), /damaged/],
    'ten gibibytes that say they are as many as allowed': [() => bomb(10_240, allowed), /damaged/],
    'as many zeros as allowed': [
      () => gzipFile(new Uint8Array(allowed)),
      /unknown constructor 0x00000000 where Object of .* was expected, at offset 0 of the unpacked data/,
    ],
    'a bomb in a bomb': [() => gzipFile(packed(bomb(2048)).toBytes()), tooLarge],
    'a file in a file, a hundred times over': [() => gzipFile(nested(99)), /packed more than 8 times over/],
    'a vector of 30,000,000': [
      () => gzipFile(words(MsgsAck.id, vectorId, 30_000_000)),
      /30000000 elements cannot be in 0 bytes, at offset 12 of the unpacked data/,
    ],
    '100,000 arrays in each other': [() => gzipFile(nestedArrays(100_000)), /nested deeper than allowed/],
  }
  const probes: Record<string, Probe> = {}
  for (const [kind, [input, outcome]] of Object.entries(kinds)) {
    for (const [unpacker, gunzip] of Object.entries(unpackers)) {
      probes[`${kind}, by ${unpacker}`] = {
        inputs: () => [result(input())],
        read: (bytes) => readAny(bytes, { gunzip }),
        outcome,
      }
    }
    // What a stream has unpacked is not looked at.
    if (outcome !== tooLarge && outcome.source !== 'damaged') continue
    probes[`${kind}, by a stream`] = {
      inputs: () => [packed(input()).toBytes()],
      read: (bytes) => unpack(bytes),
      outcome,
    }
  }
  probes['as many bytes as allowed, by a stream'] = {
    inputs: () => [packed(gzipFile(new Uint8Array(allowed))).toBytes()],
    read: (bytes) => unpack(bytes),
    outcome: (value) => value instanceof Uint8Array && value.length === allowed,
  }
  return probes
}

/** Each beginning of each message, but no message as a whole. */
function* cuts(messages: readonly Uint8Array[]): Iterable<Uint8Array> {
  for (const message of messages) {
    for (let length = 0; length < message.length; length++) yield message.subarray(0, length)
  }
}

function* packedCuts(messages: readonly Uint8Array[]): Iterable<Uint8Array> {
  for (const beginning of cuts(messages.slice(0, 50))) yield pack(beginning).toBytes()
}

/** The same bytes at each place relative to a multiple of eight. */
function* unaligned(messages: readonly Uint8Array[]): Iterable<Uint8Array> {
  const memory = new Uint8Array(Math.max(...messages.map(({ length }) => length)) + 8)
  for (const message of messages) {
    for (let offset = 0; offset < 8; offset++) {
      memory.fill(0xff).set(message, offset)
      yield memory.subarray(offset, offset + message.length)
    }
  }
}

/** The header of a string in eight bytes. */
const longHeader = (length: number): Uint8Array => words((length << 8) | 255, Math.floor(length / 0x1000000))

function strings(): Readonly<Record<string, Probe>> {
  const readers: Readonly<Record<string, Probe['read']>> = {
    text: (bytes) => decode(bytes, readString),
    bytes: (bytes) => decode(bytes, readBytes),
  }
  const probes: Record<string, Probe> = {}
  const hostile: Readonly<Record<string, readonly [input: () => Uint8Array, outcome: RegExp]>> = {
    'of 253 in 3': [
      () => Uint8Array.of(253, 1, 2, 3),
      /^the input ends after 3 of 253 bytes \(at offset 1\)$/,
    ],
    'of 2^24 - 1 in 4': [() => words(-2, 0), /^the input ends after 4 of 16777215 bytes \(at offset 4\)$/],
    'of 2^24 in nothing': [
      () => longHeader(0x1000000),
      /^the input ends after 0 of 16777216 bytes \(at offset 8\)$/,
    ],
    'of 2^40 in nothing': [
      () => longHeader(2 ** 40),
      /^the input ends after 0 of 1099511627776 bytes \(at offset 8\)$/,
    ],
    'of 2^56 - 1 in nothing': [
      () => words(-1, -1),
      /^the input ends after 0 of 72057594037927940 bytes \(at offset 8\)$/,
    ],
    'of 5 in seven bytes of length': [
      () => joined(longHeader(5), new Uint8Array(8)),
      /^the length 5 is not in its shortest form \(at offset 0\)$/,
    ],
    'of 2^24 with one byte less': [
      () => joined(longHeader(0x1000000), new Uint8Array(0xffffff)),
      /^the input ends after 16777215 of 16777216 bytes \(at offset 8\)$/,
    ],
  }
  for (const [name, [input, outcome]] of Object.entries(hostile)) {
    for (const [kind, read] of Object.entries(readers))
      probes[`${kind} ${name}`] = { inputs: () => [input()], read, outcome }
  }
  const read: Probe['read'] = (bytes) => decode(bytes, readBytes)
  probes['2^24 + 1 bytes, rightly'] = {
    inputs: () => [joined(longHeader(0x1000001), new Uint8Array(0x1000004))],
    read,
    outcome: (value) => value instanceof Uint8Array && value.length === 0x1000001 && value[0x1000000] === 0,
  }
  return probes
}

/** Probes by what they are. A process does all of a group, so those of one group must not take much memory. */
export function probeGroups(): Readonly<Record<string, Readonly<Record<string, Probe>>>> {
  const alone = Object.entries({ ...bombs(), ...others() }).map(
    ([name, probe]) => [name, { [name]: probe }] as const,
  )
  return { 'vectors without data': counts(), strings: strings(), ...Object.fromEntries(alone) }
}

function others(): Readonly<Record<string, Probe>> {
  const most = 0x100000
  return {
    'a vector of as many ints as there are bytes for': {
      inputs: () => [intsOf(most, most)],
      read: (bytes) => GetContactIDs.decodeResult(bytes),
      outcome: (value) => Array.isArray(value) && value.length === most,
    },
    'one int more than there are bytes for': {
      inputs: () => [intsOf(most, most - 1)],
      read: (bytes) => GetContactIDs.decodeResult(bytes),
      outcome: /^1048576 elements cannot be in 4194300 bytes \(at offset 8\)$/,
    },
    'one int more than allowed': {
      inputs: () => [intsOf(most + 1, most + 1)],
      read: (bytes) => GetContactIDs.decodeResult(bytes),
      outcome: /^the vectors have more elements than allowed \(option `maxElements`\) \(at offset 8\)$/,
    },
    '100,000 arrays in each other': {
      inputs: () => [nestedArrays(100_000)],
      read: (bytes) => decode(bytes, readTypeJSONValue),
      outcome: /nested deeper than allowed \(option `maxDepth`\) \(at offset 2400\)$/,
    },
    '100,000 arrays in each other, where that is allowed': {
      inputs: () => [nestedArrays(100_000)],
      read: (bytes) => decode(bytes, readTypeJSONValue, { maxDepth: 1_000_000 }),
      outcome: /nested too deep for the stack/,
    },
    'packed data that is wrong in any way': {
      inputs: () => Object.values(wrongFiles).map(([file]) => packed(file).toBytes()),
      read: (bytes) => readAny(bytes, { gunzip: nodeGunzip(zlib) }),
      outcome: /^the packed data /,
    },
    '1,000 random messages, cut at every byte': {
      inputs: cuts,
      read: (bytes) => readAny(bytes),
      outcome: /(?:the input ends after \d+ of \d+ bytes|elements cannot be in \d+ bytes) \(at offset \d+\)$/,
    },
    '50 random messages, cut at every byte and packed': {
      inputs: packedCuts,
      read: (bytes) => readAny(bytes, { gunzip: nodeGunzip(zlib) }),
      outcome:
        /(?:the input ends after \d+ of \d+ bytes|elements cannot be in \d+ bytes), at offset \d+ of the unpacked data \(at offset 4\)$/,
    },
    '1,000 random messages at all places relative to a multiple of eight': {
      inputs: unaligned,
      read: (bytes) => [readAny(bytes), readAny(bytes.slice())],
      outcome: (value) => Array.isArray(value) && isDeepStrictEqual(value[0], value[1]),
    },
  }
}
