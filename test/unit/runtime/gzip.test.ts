import * as zlib from 'node:zlib'
import CRC32 from 'crc-32'
import * as pako from 'pako'
import { describe, expect, it } from 'vitest'
import { GetConfig } from '../../../generated/telegram/api/functions/help/get-config.js'
import { InvokeWithLayer } from '../../../generated/telegram/api/functions/invoke-with-layer.js'
import { GetStickers } from '../../../generated/telegram/api/functions/messages/get-stickers.js'
import { InputPeerSelf, InputPeerUser } from '../../../generated/telegram/api/types/input-peer.js'
import { JsonArray, JsonNull, JsonObject } from '../../../generated/telegram/api/types/json-value.js'
import { registry as apiRegistry } from '../../../generated/telegram/api/registry.js'
import { registry as mtprotoRegistry } from '../../../generated/telegram/mtproto/registry.js'
import { GzipPacked } from '../../../generated/telegram/mtproto/types/gzip-packed.js'
import { MsgContainer } from '../../../generated/telegram/mtproto/types/message-container.js'
import { Message } from '../../../generated/telegram/mtproto/types/message.js'
import { RpcResult } from '../../../generated/telegram/mtproto/types/rpc-result.js'
import { claim } from '../../../generated/telegram/runtime/claim.js'
import { crc32 } from '../../../generated/telegram/runtime/gzip-format.js'
import {
  Reader,
  TlReadError,
  decode,
  pakoGunzip,
  readObject,
  readVector,
  gunzipWith,
  nodeGunzip,
  unpack,
  type PakoModule,
  type Gunzip,
  type ReaderOptions,
  type TlObject,
} from '../../../generated/telegram/runtime/index.js'
import { data, good, nested, one, pack, packed, peer, wrongFiles } from '../../support/gzip-files.js'
import { gzipFile, joined } from '../../support/gzip.js'
import { thrownBy } from './load.js'

const registry = mtprotoRegistry.or(apiRegistry)

const resultOf = (result: TlObject): Uint8Array => new RpcResult({ reqMsgId: 5n, result }).toBytes()

const readers: readonly { name: string; gunzip: Gunzip }[] = [
  { name: 'node:zlib', gunzip: nodeGunzip(zlib) },
  { name: 'pako', gunzip: pakoGunzip(pako) },
  { name: 'the one class of pako', gunzip: pakoGunzip({ Inflate: pako.Inflate }) },
]

describe.each(readers)('$name', ({ gunzip }) => {
  const options: ReaderOptions = { registry, gunzip }
  const messageOf = (bytes: Uint8Array, more: ReaderOptions = {}): string => {
    const error = thrownBy(() => decode(bytes, readObject, { ...options, ...more }))
    if (error instanceof TlReadError) return error.message
    throw error
  }

  it('unpacks a result', () => {
    expect(RpcResult.fromBytes(resultOf(pack(peer)), options)).toEqual(
      new RpcResult({ reqMsgId: 5n, result: peer }),
    )
  })

  it('unpacks the body of a message, and goes on behind it', () => {
    const message = (body: TlObject): Message => new Message({ msgId: 1n, seqno: 2, bytes: 3, body })
    const container = (...bodies: readonly TlObject[]): MsgContainer =>
      new MsgContainer({ messages: bodies.map(message) })
    const self = new InputPeerSelf()
    expect(MsgContainer.fromBytes(container(pack(peer), self, pack(self)).toBytes(), options)).toEqual(
      container(peer, self, self),
    )
  })

  it('unpacks what a wrapper holds', () => {
    const query = new GetConfig()
    const wrapper = new InvokeWithLayer({ layer: 1, query })
    const head = wrapper.toBytes().subarray(0, -query.toBytes().length)
    const read = (packed: TlObject): unknown =>
      InvokeWithLayer.fromBytes(joined(head, packed.toBytes()), options)
    expect(read(pack(query))).toEqual(wrapper)
    expect(() => read(pack(peer))).toThrow('query: inputPeerUser is not a function (at offset 8)')
  })

  it('unpacks a whole input of any kind', () => {
    expect(InputPeerUser.fromBytes(nested(1), { gunzip })).toEqual(peer)
    const vector = Uint8Array.of(0x15, 0xc4, 0xb5, 0x1c, 1, 0, 0, 0, 7, 0, 0, 0)
    const read = (reader: Reader): number[] => readVector(reader, (inner) => inner.int())
    expect(decode(pack(vector).toBytes(), read, { gunzip })).toEqual([7])
    expect(decode(vector, read, { gunzip })).toEqual([7])
    expect(
      GetStickers.decodeResult(pack(Uint8Array.of(0x22, 0x9a, 0x74, 0xf1)).toBytes(), { gunzip }),
    ).toMatchObject({ _: 'messages.stickersNotModified' })
  })

  it('unpacks what is packed in packed data', () => {
    expect(InputPeerUser.fromBytes(nested(5), { gunzip })).toEqual(peer)
    expect(decode(nested(5), readObject, options)).toEqual(peer)
  })

  it('reads over a name and the like in the header', () => {
    const flags = 0x1e
    const start = [0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3]
    const extra = [3, 0, 1, 2, 3, 0x61, 0, 0x62, 0x63, 0]
    const checksum = crc32(Uint8Array.of(...start, ...extra))
    const file = gzipFile(data, { flags, extra: [...extra, checksum & 0xff, (checksum >> 8) & 0xff] })
    expect(InputPeerUser.fromBytes(packed(file).toBytes(), { gunzip })).toEqual(peer)
    const textFlag = gzipFile(data, { flags: 1 })
    expect(InputPeerUser.fromBytes(packed(textFlag).toBytes(), { gunzip })).toEqual(peer)
  })

  it.each([0, 1, 9])('unpacks what was compressed at level %i', (level) => {
    const strings = Array.from(
      { length: 5000 },
      (_, index) => new JsonObject({ value: index % 3 === 0 ? [] : [] }),
    )
    const value = new JsonArray({ value: strings })
    const file = zlib.gzipSync(value.toBytes(), { level })
    expect(decode(packed(file).toBytes(), readObject, options)).toEqual(value)
  })

  it.each(Object.entries(wrongFiles))('refuses %s', (_, [file, problem]) => {
    expect(messageOf(resultOf(packed(file)))).toBe(`result: ${problem} (at offset 16)`)
    expect(messageOf(packed(file).toBytes())).toBe(`${problem} (at offset 4)`)
    expect(() => InputPeerUser.fromBytes(packed(file).toBytes(), { gunzip })).toThrow(
      `${problem} (at offset 4)`,
    )
  })

  it('refuses every beginning of a file', () => {
    for (let length = 0; length < good.length; length++) {
      expect(messageOf(packed(good.subarray(0, length)).toBytes())).toContain('the packed data is ')
    }
  })

  it('reads no other value for any bit that is wrong', () => {
    let refused = 0
    for (let at = 0; at < good.length * 8; at++) {
      const file = good.with(at >> 3, (good[at >> 3] ?? 0) ^ (1 << (at & 7)))
      try {
        expect(InputPeerUser.fromBytes(packed(file).toBytes(), { gunzip })).toEqual(peer)
      } catch (error) {
        if (!(error instanceof TlReadError)) throw error
        refused++
      }
    }
    // The time, the system, a flag of texts, the name of the level and the last bits of the stream mean nothing.
    expect(refused).toBeGreaterThanOrEqual(good.length * 8 - 49 - 7)
  })

  it('tells the place within the unpacked data, and the path', () => {
    const cut = peer.toBytes().subarray(0, 13)
    const within = 'the input ends after 1 of 8 bytes, at offset 12 of the unpacked data'
    expect(messageOf(resultOf(pack(cut)))).toBe(`result.accessHash: ${within} (at offset 16)`)
    expect(messageOf(pack(cut).toBytes())).toBe(`accessHash: ${within} (at offset 4)`)
    expect(messageOf(resultOf(pack(pack(cut).toBytes())))).toBe(
      `result.accessHash: ${within}, at offset 4 of the unpacked data (at offset 16)`,
    )
    expect(messageOf(resultOf(pack(joined(peer.toBytes(), Uint8Array.of(1, 2)))))).toBe(
      '2 bytes are left over, at offset 20 of the unpacked data (at offset 16)',
    )
    expect(messageOf(pack(new Uint8Array()).toBytes())).toBe(
      'the input ends after 0 of 4 bytes, at offset 0 of the unpacked data (at offset 4)',
    )
    expect(messageOf(pack(Uint8Array.of(1, 2, 3, 4)).toBytes())).toBe(
      `unknown constructor 0x04030201 where Object of ${registry.schema ?? ''} was expected, at offset 0 of the unpacked data (at offset 4)`,
    )
  })

  it('has one limit of size for an input', () => {
    const zeros = new JsonArray({ value: Array.from({ length: 1000 }, () => new JsonNull()) })
    const container = new MsgContainer({
      messages: Array.from(
        { length: 3 },
        (_, index) => new Message({ msgId: BigInt(index), seqno: 0, bytes: 0, body: pack(zeros) }),
      ),
    })
    const { length } = zeros.toBytes()
    expect(length).toBe(4012)
    const read = (maxUnpacked: number): MsgContainer =>
      MsgContainer.fromBytes(container.toBytes(), { ...options, maxUnpacked })
    expect(read(length * 3).messages).toHaveLength(3)
    expect(() => read(length * 3 - 1)).toThrow(
      'messages[2].body: the packed data unpacks to 4012 bytes, more than allowed (option `maxUnpacked`)',
    )
    const inner = pack(zeros).toBytes()
    const twice = pack(inner).toBytes()
    expect(messageOf(twice, { maxUnpacked: length + inner.length - 1 })).toContain('more than allowed')
    expect(JsonArray.fromBytes(twice, { gunzip, maxUnpacked: length + inner.length })).toEqual(zeros)
  })

  it('has the limits of the reader for what is unpacked', () => {
    expect(decode(nested(8), readObject, options)).toEqual(peer)
    for (const times of [9, 300]) {
      expect(messageOf(nested(times))).toBe(
        `the data is packed more than 8 times over${', at offset 4 of the unpacked data'.repeat(8)} (at offset 4)`,
      )
    }
    const result = resultOf(GzipPacked.fromBytes(nested(3)))
    expect(RpcResult.fromBytes(result, { ...options, maxDepth: 4 }).result).toEqual(peer)
    expect(messageOf(result, { maxDepth: 4 })).toContain('the value is nested deeper than allowed')
    const nulls = (count: number) =>
      new JsonArray({ value: Array.from({ length: count }, () => new JsonNull()) })
    const container = new MsgContainer({
      messages: [1n, 2n].map((msgId) => new Message({ msgId, seqno: 0, bytes: 0, body: pack(nulls(10)) })),
    })
    const read = (maxElements: number): MsgContainer =>
      MsgContainer.fromBytes(container.toBytes(), { ...options, maxElements })
    expect(read(22).messages).toHaveLength(2)
    expect(() => read(21)).toThrow('messages[1].body.value: the vectors have more elements than allowed')
  })

  it('unpacks for a reader without a whole input', () => {
    const bytes = joined(Uint8Array.of(1, 0, 0, 0), pack(peer).toBytes(), Uint8Array.of(2, 0, 0, 0))
    const reader = new Reader(bytes, options)
    expect([reader.int(), readObject(reader), reader.int()]).toEqual([1, peer, 2])
    reader.finish()
  })
})

it('says what to do where nothing unpacks', () => {
  const bytes = resultOf(pack(peer))
  expect(() => RpcResult.fromBytes(bytes, { registry: apiRegistry })).toThrow(
    'result: unknown constructor 0x3072cfa1 where Object of api layer 228 was expected (option `gunzip`) (at offset 12)',
  )
  expect(() => InputPeerUser.fromBytes(nested(1))).toThrow(
    'unknown constructor 0x3072cfa1 where inputPeerUser was expected (option `gunzip`) (at offset 0)',
  )
  // The registry of MTProto has a class for it.
  expect(RpcResult.fromBytes(bytes, { registry }).result).toEqual(pack(peer))
})

it('inflates once, whatever becomes of it', () => {
  let times = 0
  const gunzip = gunzipWith((deflated) => {
    times++
    return zlib.inflateRawSync(deflated)
  })
  expect(() => InputPeerSelf.fromBytes(nested(2), { gunzip })).toThrow('inputPeerSelf was expected')
  expect(times).toBe(2)
  expect(() =>
    InputPeerSelf.fromBytes(packed(gzipFile(data, { checksum: 1 })).toBytes(), { gunzip }),
  ).toThrow('damaged')
  expect(times).toBe(3)
})

it('leaves other errors alone', () => {
  const own = new RangeError('mine')
  function failing(): never {
    throw own
  }
  for (const gunzip of [
    gunzipWith(failing),
    nodeGunzip({ inflateRawSync: failing }),
    pakoGunzip({ Inflate: claim<PakoModule['Inflate']>(failing) }),
  ]) {
    expect(thrownBy(() => InputPeerUser.fromBytes(nested(1), { gunzip }))).toBe(own)
  }
})

describe('unpack', () => {
  const failure = async (bytes: Uint8Array, options?: ReaderOptions): Promise<TlReadError> => {
    const error: unknown = await unpack(bytes, options).catch((caught: unknown) => caught)
    if (error instanceof TlReadError) return error
    throw new Error('nothing was thrown', { cause: error })
  }

  it('gives what is packed, however often', async () => {
    expect(await unpack(nested(1))).toEqual(data)
    expect(await unpack(nested(4))).toEqual(data)
    expect(await unpack(pack(new Uint8Array()).toBytes())).toEqual(new Uint8Array())
    const large = Uint8Array.from({ length: 300_000 }, (_, at) => (at * at) >> 3)
    expect(Buffer.compare(await unpack(pack(large).toBytes()), large)).toBe(0)
  })

  it('gives what is not packed as it is', async () => {
    expect(await unpack(data)).toBe(data)
    expect(await unpack(new Uint8Array())).toHaveLength(0)
  })

  it.each(Object.entries(wrongFiles))('refuses %s', async (_, [file, problem]) => {
    const error = await failure(packed(file).toBytes())
    expect(error.message).toBe(`${problem} (at offset 4)`)
    expect(error.offset).toBe(4)
  })

  it('tells the place within the unpacked data', async () => {
    const error = await failure(pack(packed(gzipFile(data, { checksum: 1 })).toBytes()).toBytes())
    expect(error.message).toBe('the packed data is damaged, at offset 4 of the unpacked data (at offset 4)')
  })

  it('refuses a gzip_packed that is cut off, or that something follows', async () => {
    expect((await failure(nested(1).subarray(0, 10))).message).toMatch(
      /^the input ends after 5 of \d+ bytes \(at offset 5\)$/,
    )
    expect((await failure(joined(nested(1), one))).message).toMatch(
      /^1 bytes are left over \(at offset \d+\)$/,
    )
  })

  it('has limits', async () => {
    expect((await failure(nested(1), { maxUnpacked: 19 })).message).toBe(
      'the packed data unpacks to 20 bytes, more than allowed (option `maxUnpacked`) (at offset 4)',
    )
    expect(await unpack(nested(1), { maxUnpacked: 20 })).toEqual(data)
    expect(await unpack(nested(8))).toEqual(data)
    expect((await failure(nested(9))).message).toBe(
      `the data is packed more than 8 times over${', at offset 4 of the unpacked data'.repeat(8)} (at offset 4)`,
    )
  })
})

it('has the checksums of others', () => {
  for (const length of [0, 1, 2, 3, 4, 5, 7, 8, 100, 1001]) {
    const bytes = Uint8Array.from({ length }, (_, at) => at * 7)
    expect(crc32(bytes)).toBe(CRC32.buf(bytes) >>> 0)
  }
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
})
