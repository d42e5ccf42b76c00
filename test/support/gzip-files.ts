import * as zlib from 'node:zlib'
import { InputPeerUser } from '../../generated/telegram/api/types/input-peer.js'
import { GzipPacked } from '../../generated/telegram/mtproto/types/gzip-packed.js'
import type { TlObject } from '../../generated/telegram/runtime/index.js'
import { gzipFile, joined } from './gzip.js'

/** What is packed in all of them. */
export const peer = new InputPeerUser({ userId: 1n, accessHash: 2n })

export const packed = (data: Uint8Array): GzipPacked => new GzipPacked({ packedData: data })
export const pack = (value: TlObject | Uint8Array): GzipPacked =>
  packed(gzipFile(value instanceof Uint8Array ? value : value.toBytes()))

/** The value packed so many times. */
export function nested(times: number): Uint8Array {
  let bytes = peer.toBytes()
  for (let time = 0; time < times; time++) bytes = pack(bytes).toBytes()
  return bytes
}

export const data = peer.toBytes()
export const good = gzipFile(data)
export const one = Uint8Array.of(0)
/** Files that are wrong, and what is said of them. */
export const wrongFiles: Readonly<Record<string, readonly [file: Uint8Array, problem: string]>> = {
  'nothing at all': [new Uint8Array(), 'the packed data is not gzip'],
  'no gzip': [new Uint8Array(100).fill(7), 'the packed data is not gzip'],
  zlib: [zlib.deflateSync(data), 'the packed data is not gzip'],
  'another method': [good.with(2, 9), 'the packed data is not gzip'],
  'an unknown flag': [good.with(3, 0x20), 'the packed data is not gzip'],
  'a name without an end': [
    gzipFile(data, { flags: 8, extra: [1] }).map((byte) => byte || 1),
    'the packed data is not gzip',
  ],
  'an extra field beyond the end': [
    gzipFile(data, { flags: 4, extra: [255, 255] }),
    'the packed data is not gzip',
  ],
  'a wrong checksum of the header': [
    gzipFile(data, { flags: 2, extra: [1, 2] }),
    'the packed data is not gzip',
  ],
  'a header alone': [good.subarray(0, 10), 'the packed data is not gzip'],
  'a wrong checksum': [gzipFile(data, { checksum: 1 }), 'the packed data is damaged'],
  'a length too small': [gzipFile(data, { length: data.length - 1 }), 'the packed data is damaged'],
  'a length too large': [gzipFile(data, { length: data.length + 1 }), 'the packed data is damaged'],
  'a length that it cannot have': [
    gzipFile(data, { length: 1_000_000 }),
    'the packed data is cut off, or something follows it',
  ],
  'a block of an unknown kind': [
    gzipFile(data, { deflated: good.slice(10, -8).with(0, 7) }),
    'the packed data is damaged',
  ],
  'a distance beyond the start': [
    gzipFile(data, { deflated: Uint8Array.of(0x4b, 0x04, 0x62, 0x00) }),
    'the packed data is damaged',
  ],
  'trailing bytes': [
    joined(good, Uint8Array.of(1, 2, 3, 4)),
    'the packed data is cut off, or something follows it',
  ],
  'trailing zeros': [joined(good, new Uint8Array(4)), 'the packed data is damaged'],
  'bytes between the stream and its checksum': [
    gzipFile(data, { deflated: joined(good.slice(10, -8), one) }),
    'the packed data is damaged',
  ],
  'a file behind the file': [joined(good, good), 'the packed data is damaged'],
  'an empty file before the file': [joined(gzipFile(new Uint8Array()), good), 'the packed data is damaged'],
  'an empty file behind the file': [joined(good, gzipFile(new Uint8Array())), 'the packed data is damaged'],
  'a stream without its end': [
    gzipFile(data, { deflated: good.slice(10, -9) }),
    'the packed data is damaged',
  ],
  'more than allowed': [
    gzipFile(new Uint8Array(0x400001)),
    'the packed data unpacks to 4194305 bytes, more than allowed (option `maxUnpacked`)',
  ],
  'more than it says': [
    gzipFile(new Uint8Array(0x4000000), { length: 0x400000 }),
    'the packed data is damaged',
  ],
}
