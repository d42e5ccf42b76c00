import { claim } from './claim.js'
import { strictDecoder, ucs2Slice, utf8Slice } from './platform.js'
import { endString, readLength } from './read-scalars.js'
import type { Reader } from './reader.js'
import { bytesOf } from './words.js'

/** A text of some UTF-16 units. */
const textOf: (...units: readonly (number | undefined)[]) => string = /* @__PURE__ */ claim(
  String.fromCharCode,
)

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
  if (length <= 24) {
    const text = length <= 12 ? decodeShortAscii(bytes, start, length) : decodeAscii(bytes, start, length)
    if (text !== undefined) return text
  }
  // What begins with a letter of ASCII mostly goes on so; other alphabets are quicker to decode here.
  const isWide = length <= 24 || (bytes[start] ?? 0) > 0x7f
  if (isWide && length <= units.length && ucs2Slice !== undefined) {
    const count = decodeUnits(bytes, start, end)
    if (count >= 0) return count <= 6 ? fewUnits(count) : ucs2Slice.call(unitBytes, 0, count * 2)
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
    if (length === 3) return textOf(a, b, c)
    if (length === 2) return textOf(a, b)
    return length === 1 ? textOf(a) : ''
  }
  const d = bytes[at + 3] ?? 0
  const e = bytes[at + 4] ?? 0
  const f = bytes[at + 5] ?? 0
  const g = bytes[at + 6] ?? 0
  const second = first | d | e | f | g
  if (length <= 7) {
    if (second > 0x7f) return undefined
    if (length === 7) return textOf(a, b, c, d, e, f, g)
    if (length === 6) return textOf(a, b, c, d, e, f)
    return length === 5 ? textOf(a, b, c, d, e) : textOf(a, b, c, d)
  }
  const h = bytes[at + 7] ?? 0
  const i = bytes[at + 8] ?? 0
  const j = bytes[at + 9] ?? 0
  const k = bytes[at + 10] ?? 0
  // The twelfth letter is in the next word.
  const l = length === 12 ? (bytes[at + 11] ?? 0) : 0
  if ((second | h | i | j | k | l) > 0x7f) return undefined
  if (length === 12) return textOf(a, b, c, d, e, f, g, h, i, j, k, l)
  if (length === 11) return textOf(a, b, c, d, e, f, g, h, i, j, k)
  if (length === 10) return textOf(a, b, c, d, e, f, g, h, i, j)
  return length === 9 ? textOf(a, b, c, d, e, f, g, h, i) : textOf(a, b, c, d, e, f, g, h)
}

/** 13 to 24 letters, in the same way: half the time of `utf8Slice`. */
function decodeAscii(bytes: Uint8Array, at: number, length: number): string | undefined {
  let all = 0
  for (let i = at; i < at + length; i++) all |= bytes[i] ?? 0
  if (all > 0x7f) return undefined
  const a = bytes[at]
  const b = bytes[at + 1]
  const c = bytes[at + 2]
  const d = bytes[at + 3]
  const e = bytes[at + 4]
  const f = bytes[at + 5]
  const g = bytes[at + 6]
  const h = bytes[at + 7]
  const i = bytes[at + 8]
  const j = bytes[at + 9]
  const k = bytes[at + 10]
  const l = bytes[at + 11]
  const m = bytes[at + 12]
  const n = bytes[at + 13]
  const o = bytes[at + 14]
  if (length === 13) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m)
  if (length === 14) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n)
  if (length === 15) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)
  const p = bytes[at + 15]
  const q = bytes[at + 16]
  const r = bytes[at + 17]
  const s = bytes[at + 18]
  if (length === 16) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
  if (length === 17) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q)
  if (length === 18) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r)
  if (length === 19) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)
  const t = bytes[at + 19]
  const u = bytes[at + 20]
  const v = bytes[at + 21]
  const w = bytes[at + 22]
  if (length === 20) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t)
  if (length === 21) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u)
  if (length === 22) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v)
  if (length === 23) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w)
  return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, bytes[at + 23])
}

/** The first of {@link units}, up to six: in the same way. */
function fewUnits(count: number): string {
  if (count === 0) return ''
  if (count === 1) return textOf(units[0])
  if (count === 2) return textOf(units[0], units[1])
  if (count === 3) return textOf(units[0], units[1], units[2])
  if (count === 4) return textOf(units[0], units[1], units[2], units[3])
  if (count === 5) return textOf(units[0], units[1], units[2], units[3], units[4])
  return textOf(units[0], units[1], units[2], units[3], units[4], units[5])
}

/** Where texts are put together before they become strings; UTF-16 in the order of bytes that `ucs2Slice` takes. */
const units = /* @__PURE__ */ new Uint16Array(2048)
const unitBytes = /* @__PURE__ */ bytesOf(units)

/**
 * UTF-8 to UTF-16; -1 for what is not UTF-8. Two bytes are most of what is not ASCII, and have no loop. A byte behind the
 * text is looked at where one of it is missing, and refused all the same.
 */
function decodeUnits(bytes: Uint8Array, start: number, end: number): number {
  let count = 0
  let at = start
  while (at < end) {
    const a = bytes[at++] ?? 0
    if (a < 0x80) {
      units[count++] = a
      continue
    }
    const b = bytes[at++] ?? 0
    if (a < 0xc2 || (b & 0xc0) !== 0x80) return -1
    if (a < 0xe0) {
      units[count++] = ((a & 0x1f) << 6) | (b & 0x3f)
      continue
    }
    const c = bytes[at++] ?? 0
    if ((c & 0xc0) !== 0x80) return -1
    const code = ((a & 0xf) << 12) | ((b & 0x3f) << 6) | (c & 0x3f)
    if (a < 0xf0) {
      if (code < 0x800 || (code >= 0xd800 && code < 0xe000)) return -1
      units[count++] = code
      continue
    }
    const d = bytes[at++] ?? 0
    const point = (code << 6) | (d & 0x3f)
    if (a > 0xf4 || (d & 0xc0) !== 0x80 || point < 0x10000 || point > 0x10ffff) return -1
    units[count++] = 0xd7c0 + (point >> 10)
    units[count++] = 0xdc00 | (point & 0x3ff)
  }
  return at === end ? count : -1
}
