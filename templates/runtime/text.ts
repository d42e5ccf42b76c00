import { strictDecoder, utf8Slice } from './platform.js'

const { fromCharCode } = String

/**
 * Strict UTF-8 to text.
 * @returns undefined for bytes that are not UTF-8
 */
export function decodeText(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (end - start <= 12) {
    const text = decodeShortAscii(bytes, start, end)
    if (text !== undefined) return text
  }
  if (utf8Slice !== undefined) {
    const text = utf8Slice.call(bytes, start, end)
    // U+FFFD stands for wrong bytes, or for itself: only the strict decoder can tell.
    if (!text.includes('\ufffd')) return text
  }
  try {
    return strictDecoder.decode(new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start))
  } catch {
    return undefined
  }
}

/** Up to a dozen letters: calling any decoder would cost more than reading them. */
function decodeShortAscii(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = ''
  let seen = 0
  let at = start
  for (; at + 4 <= end; at += 4) {
    const a = bytes[at] ?? 0
    const b = bytes[at + 1] ?? 0
    const c = bytes[at + 2] ?? 0
    const d = bytes[at + 3] ?? 0
    seen |= a | b | c | d
    text += fromCharCode(a, b, c, d)
  }
  for (; at < end; at++) {
    const a = bytes[at] ?? 0
    seen |= a
    text += fromCharCode(a)
  }
  return seen < 0x80 ? text : undefined
}
