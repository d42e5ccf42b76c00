/* eslint-disable @typescript-eslint/consistent-type-assertions -- indexes are in range by construction */
// Text out of UTF-8: strict, and by length and first byte the quickest way known.
export interface NodeSlices {
  ucs2Slice?: (this: Uint8Array, start: number, end: number) => string
  utf8Slice?: (this: Uint8Array, start: number, end: number) => string
  utf8Write?: (this: Uint8Array, text: string, offset: number, length: number) => number
}
/** What a Buffer of Node adds to a Uint8Array; nothing elsewhere. */
export const node: NodeSlices =
  (globalThis as { Buffer?: { prototype: NodeSlices } }).Buffer?.prototype ?? ({} satisfies NodeSlices)
const utf8Slice = node.utf8Slice
const ucs2Slice = node.ucs2Slice
const strict = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const chr = String.fromCharCode

/** Strings of up to 20 bytes, mostly ASCII: eight char codes at a time, the rest in one call. */
export function decodeText(b: Uint8Array, p: number, n: number): string {
  if (n > 20 || (b[p] as number) > 127) return decodeLong(b, p, p + n)
  let text = ''
  let i = p
  let seen = 0
  for (const end = p + n - 8; i <= end; i += 8) {
    const a = b[i] as number
    const b1 = b[i + 1] as number
    const c = b[i + 2] as number
    const d = b[i + 3] as number
    const e = b[i + 4] as number
    const f = b[i + 5] as number
    const g = b[i + 6] as number
    const h = b[i + 7] as number
    seen |= a | c | d | e | f | g | h | b1
    text += chr(a, b1, c, d, e, f, g, h)
  }
  const left = p + n - i
  if (left >= 4) {
    const a = b[i] as number
    const b1 = b[i + 1] as number
    const c = b[i + 2] as number
    const d = b[i + 3] as number
    seen |= a | b1 | c | d
    i += 4
    if (left === 4) text += chr(a, b1, c, d)
    else if (left === 5) {
      const e = b[i] as number
      seen |= e
      text += chr(a, b1, c, d, e)
    } else if (left === 6) {
      const e = b[i] as number
      const f = b[i + 1] as number
      seen |= e | f
      text += chr(a, b1, c, d, e, f)
    } else {
      const e = b[i] as number
      const f = b[i + 1] as number
      const g = b[i + 2] as number
      seen |= e | f | g
      text += chr(a, b1, c, d, e, f, g)
    }
  } else if (left === 1) {
    const a = b[i] as number
    seen |= a
    text += chr(a)
  } else if (left === 2) {
    const a = b[i] as number
    const b1 = b[i + 1] as number
    seen |= a | b1
    text += chr(a, b1)
  } else if (left === 3) {
    const a = b[i] as number
    const b1 = b[i + 1] as number
    const c = b[i + 2] as number
    seen |= a | b1 | c
    text += chr(a, b1, c)
  }
  return seen < 128 ? text : decodeLong(b, p, p + n)
}

function decodeLong(b: Uint8Array, p: number, end: number): string {
  if (utf8Slice !== undefined) {
    if ((b[p] as number) > 127 && end - p <= 1024) {
      const n = toUtf16(b, p, end)
      if (n >= 0 && ucs2Slice !== undefined) return ucs2Slice.call(u16bytes, 0, n * 2)
    }
    const text = utf8Slice.call(b, p, end)
    if (!text.includes('\ufffd')) return text
  }
  return strict.decode(new Uint8Array(b.buffer, b.byteOffset + p, end - p))
}

const u16 = /* @__PURE__ */ new Uint16Array(1024)
const u16bytes = /* @__PURE__ */ new Uint8Array(u16.buffer)

/** One and two byte sequences; anything longer or wrong goes the slow way: -1. */
function toUtf16(b: Uint8Array, p: number, end: number): number {
  let n = 0
  while (p < end) {
    const c = b[p++] as number
    if (c < 128) u16[n++] = c
    else {
      if (c < 0xc2 || c > 0xdf || p === end) return -1
      const d = b[p++] as number
      if ((d & 0xc0) !== 0x80) return -1
      u16[n++] = ((c & 31) << 6) | (d & 63)
    }
  }
  return n
}
