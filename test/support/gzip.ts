import { deflateRawSync } from 'node:zlib'
import crc32 from 'crc-32'

/** What a gzip file consists of; whatever is not given is as it should be. */
export interface GzipForm {
  readonly flags?: number
  /** What stands between the fixed part of the header and the deflate stream. */
  readonly extra?: readonly number[]
  readonly deflated?: Uint8Array
  readonly checksum?: number
  readonly length?: number
}

/** A gzip file, right or wrong in any part. */
export function gzipFile(data: Uint8Array, form: GzipForm = {}): Uint8Array<ArrayBuffer> {
  const { flags = 0, extra = [], deflated = deflateRawSync(data) } = form
  const { checksum = crc32.buf(data) >>> 0, length = data.length } = form
  const trailer = new DataView(new ArrayBuffer(8))
  trailer.setUint32(0, checksum, true)
  trailer.setUint32(4, length, true)
  return joined(
    Uint8Array.of(0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3, ...extra),
    deflated,
    new Uint8Array(trailer.buffer),
  )
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
