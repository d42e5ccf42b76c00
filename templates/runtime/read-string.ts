import { strictDecoder, ucs2Slice, utf8Slice } from './platform.js'
import { endString, readLength } from './read-scalars.js'
import type { Reader } from './reader.js'
import { bytesOf } from './words.js'

const { fromCharCode } = String

export function readString(reader: Reader): string {
  const length = readLength(reader)
  const { bytes, pos } = reader
  const end = pos + length
  if (end > reader.end) return reader.truncated(length)
  reader.pos = end
  return endString(reader, decodeText(bytes, pos, end) ?? invalidText(reader, pos, end))
}

function invalidText(reader: Reader, start: number, end: number): string {
  const { bytes, options } = reader
  const make = options?.invalidText
  if (make === undefined) return reader.fail('the text is not UTF-8', start)
  return make(new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start))
}

/**
 * Strict UTF-8 to text.
 * @returns undefined for bytes that are not UTF-8
 */
export function decodeText(bytes: Uint8Array, start: number, end: number): string | undefined {
  const length = end - start
  if (length <= 12) {
    const text = decodeShortAscii(bytes, start, length)
    if (text !== undefined) return text
  }
  // What begins with a letter of ASCII mostly goes on so; other alphabets are quicker to decode here.
  const isWide = length <= 12 || (bytes[start] ?? 0) > 0x7f
  if (isWide && length <= units.length && ucs2Slice !== undefined) {
    const count = decodeUnits(bytes, start, end)
    if (count >= 0) return ucs2Slice.call(unitBytes, 0, count * 2)
  } else if (utf8Slice !== undefined) {
    const text = utf8Slice.call(bytes, start, end)
    // U+FFFD stands for wrong bytes, or for itself: only the strict decoder can tell.
    if (!text.includes('\ufffd')) return text
  }
  try {
    return strictDecoder.decode(new Uint8Array(bytes.buffer, bytes.byteOffset + start, length))
  } catch {
    return undefined
  }
}

/**
 * Up to a dozen letters: calling any decoder would cost more than reading them. Each length has a call of its own, as
 * putting parts together takes half as long again. Bytes are looked at in the words that hold a text with its length.
 */
function decodeShortAscii(bytes: Uint8Array, at: number, length: number): string | undefined {
  const a = bytes[at] ?? 0
  const b = bytes[at + 1] ?? 0
  const c = bytes[at + 2] ?? 0
  const first = a | b | c
  if (length <= 3) {
    // What is behind the text is zero; else it is left to the decoder.
    if (first > 0x7f) return undefined
    if (length === 3) return fromCharCode(a, b, c)
    if (length === 2) return fromCharCode(a, b)
    return length === 1 ? fromCharCode(a) : ''
  }
  const d = bytes[at + 3] ?? 0
  const e = bytes[at + 4] ?? 0
  const f = bytes[at + 5] ?? 0
  const g = bytes[at + 6] ?? 0
  const second = first | d | e | f | g
  if (length <= 7) {
    if (second > 0x7f) return undefined
    if (length === 7) return fromCharCode(a, b, c, d, e, f, g)
    if (length === 6) return fromCharCode(a, b, c, d, e, f)
    return length === 5 ? fromCharCode(a, b, c, d, e) : fromCharCode(a, b, c, d)
  }
  const h = bytes[at + 7] ?? 0
  const i = bytes[at + 8] ?? 0
  const j = bytes[at + 9] ?? 0
  const k = bytes[at + 10] ?? 0
  // The twelfth letter is in the next word.
  const l = length === 12 ? (bytes[at + 11] ?? 0) : 0
  if ((second | h | i | j | k | l) > 0x7f) return undefined
  if (length === 12) return fromCharCode(a, b, c, d, e, f, g, h, i, j, k, l)
  if (length === 11) return fromCharCode(a, b, c, d, e, f, g, h, i, j, k)
  if (length === 10) return fromCharCode(a, b, c, d, e, f, g, h, i, j)
  return length === 9 ? fromCharCode(a, b, c, d, e, f, g, h, i) : fromCharCode(a, b, c, d, e, f, g, h)
}

/** Where texts are put together before they become strings; UTF-16 in the order of bytes that `ucs2Slice` takes. */
const units = /* @__PURE__ */ new Uint16Array(2048)
const unitBytes = /* @__PURE__ */ bytesOf(units)

/** UTF-8 to UTF-16; -1 for what is not UTF-8. A byte that is not there counts as zero, which continues nothing. */
function decodeUnits(bytes: Uint8Array, start: number, end: number): number {
  let count = 0
  let at = start
  while (at < end) {
    const a = bytes[at++] ?? 0
    if (a < 0x80) {
      units[count++] = a
      continue
    }
    const more = a < 0xe0 ? 1 : a < 0xf0 ? 2 : 3
    if (a < 0xc2 || a > 0xf4 || at + more > end) return -1
    let code = a & (0x3f >> more)
    for (let i = 0; i < more; i++) {
      const b = bytes[at++] ?? 0
      if ((b & 0xc0) !== 0x80) return -1
      code = (code << 6) | (b & 0x3f)
    }
    if (more === 2 && (code < 0x800 || (code >= 0xd800 && code < 0xe000))) return -1
    if (more === 3) {
      if (code < 0x10000 || code > 0x10ffff) return -1
      units[count++] = 0xd7c0 + (code >> 10)
      units[count++] = 0xdc00 | (code & 0x3ff)
    } else units[count++] = code
  }
  return count
}
