import { claim } from './claim.js'
import { strictDecoder, ucs2Slice, utf8Slice } from './platform.js'
import { endString, readLength } from './read-scalars.js'
import type { Reader } from './reader.js'
import { bytesOf } from './words.js'

/** The bits of a word that no letter of ASCII has. */
const notAscii = 0x80808080

/** A text of some UTF-16 units. */
const textOf: (...units: readonly (number | undefined)[]) => string = /* @__PURE__ */ claim(
  String.fromCharCode,
)

export function readString(reader: Reader): string {
  const { bytes, view, pos } = reader
  const length = bytes[pos] ?? 0xff
  const end = pos + 1 + length
  const next = (end + 3) & ~3
  // What is long, or has something wrong around it, is read step by step.
  if (length >= 254 || next > reader.end || !isPadded(view, end, next)) return readText(reader)
  reader.pos = next
  return (
    (length <= 24 ? shortAscii(view, pos, length) : undefined) ??
    decodeText(bytes, pos + 1, end) ??
    invalidText(reader, pos + 1, end)
  )
}

/** Whether there are zeros from the end of a text to the next word. */
function isPadded(view: DataView, end: number, next: number): boolean {
  return end === next || view.getInt32(next - 4, true) >>> (32 - (next - end) * 8) === 0
}

function readText(reader: Reader): string {
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
function decodeText(bytes: Uint8Array, start: number, end: number): string | undefined {
  const length = end - start
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
 * Up to two dozen letters of ASCII: calling any decoder would cost more than reading them, and putting parts together half
 * as much again, so each length has a call of its own. They are looked at in the words that hold them with their length
 * before and zeros behind.
 * @param at where the length is
 * @returns undefined where there is another letter
 */
function shortAscii(view: DataView, at: number, length: number): string | undefined {
  const w0 = view.getInt32(at, true)
  const a = (w0 >>> 8) & 0xff
  const b = (w0 >>> 16) & 0xff
  const c = w0 >>> 24
  if (length <= 3) {
    if ((w0 & notAscii) !== 0) return undefined
    if (length === 3) return textOf(a, b, c)
    if (length === 2) return textOf(a, b)
    return length === 1 ? textOf(a) : ''
  }
  const w1 = view.getInt32(at + 4, true)
  const d = w1 & 0xff
  const e = (w1 >>> 8) & 0xff
  const f = (w1 >>> 16) & 0xff
  const g = w1 >>> 24
  const all1 = w0 | w1
  if (length <= 7) {
    if ((all1 & notAscii) !== 0) return undefined
    if (length === 7) return textOf(a, b, c, d, e, f, g)
    if (length === 6) return textOf(a, b, c, d, e, f)
    return length === 5 ? textOf(a, b, c, d, e) : textOf(a, b, c, d)
  }
  const w2 = view.getInt32(at + 8, true)
  const h = w2 & 0xff
  const i = (w2 >>> 8) & 0xff
  const j = (w2 >>> 16) & 0xff
  const k = w2 >>> 24
  const all2 = all1 | w2
  if (length <= 11) {
    if ((all2 & notAscii) !== 0) return undefined
    if (length === 11) return textOf(a, b, c, d, e, f, g, h, i, j, k)
    if (length === 10) return textOf(a, b, c, d, e, f, g, h, i, j)
    return length === 9 ? textOf(a, b, c, d, e, f, g, h, i) : textOf(a, b, c, d, e, f, g, h)
  }
  const w3 = view.getInt32(at + 12, true)
  const l = w3 & 0xff
  const m = (w3 >>> 8) & 0xff
  const n = (w3 >>> 16) & 0xff
  const o = w3 >>> 24
  const all3 = all2 | w3
  if (length <= 15) {
    if ((all3 & notAscii) !== 0) return undefined
    if (length === 15) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)
    if (length === 14) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n)
    return length === 13
      ? textOf(a, b, c, d, e, f, g, h, i, j, k, l, m)
      : textOf(a, b, c, d, e, f, g, h, i, j, k, l)
  }
  const w4 = view.getInt32(at + 16, true)
  const p = w4 & 0xff
  const q = (w4 >>> 8) & 0xff
  const r = (w4 >>> 16) & 0xff
  const s = w4 >>> 24
  const all4 = all3 | w4
  if (length <= 19) {
    if ((all4 & notAscii) !== 0) return undefined
    if (length === 19) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)
    if (length === 18) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r)
    return length === 17
      ? textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q)
      : textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
  }
  const w5 = view.getInt32(at + 20, true)
  const t = w5 & 0xff
  const u = (w5 >>> 8) & 0xff
  const v = (w5 >>> 16) & 0xff
  const w = w5 >>> 24
  const all5 = all4 | w5
  if (length <= 23) {
    if ((all5 & notAscii) !== 0) return undefined
    if (length === 23) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w)
    if (length === 22) return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v)
    return length === 21
      ? textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u)
      : textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t)
  }
  const w6 = view.getInt32(at + 24, true)
  if (((all5 | w6) & notAscii) !== 0) return undefined
  return textOf(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, w6)
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
