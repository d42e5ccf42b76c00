import { encoder, strictDecoder } from './platform.js'

/** Python calls these surrogate escapes: the byte 0x80 is U+DC80, which no UTF-8 has. */
const escapes = 0xdc00

/**
 * For the option `invalidText` of a reader: the text with each byte that is not UTF-8 as one of U+DC80 to U+DCFF, so
 * that {@link restoreInvalidUtf8} finds all bytes again.
 */
export function keepInvalidUtf8(bytes: Uint8Array): string {
  let text = ''
  let start = 0
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at)
    if (length === 0) {
      text +=
        strictDecoder.decode(bytes.subarray(start, at)) + String.fromCharCode(escapes + (bytes[at] ?? 0))
      at++
      start = at
    } else at += length
  }
  return text + strictDecoder.decode(bytes.subarray(start))
}

/** How many bytes the letter at an offset has; 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  const second = bytes[at + 1] ?? 0
  const isTail = (offset: number): boolean => ((bytes[at + offset] ?? 0) & 0xc0) === 0x80
  if (first < 0x80) return 1
  if (first < 0xc2) return 0
  if (first < 0xe0) return isTail(1) ? 2 : 0
  if (first < 0xf0) {
    const isLetter = first === 0xe0 ? second >= 0xa0 : first === 0xed ? second < 0xa0 : true
    return isLetter && isTail(1) && isTail(2) ? 3 : 0
  }
  const isLetter = first === 0xf0 ? second >= 0x90 : first === 0xf4 ? second < 0x90 : first < 0xf4
  return isLetter && isTail(1) && isTail(2) && isTail(3) ? 4 : 0
}

/**
 * For the option `invalidText` of a writer: what {@link keepInvalidUtf8} read, as it was; any other half of a surrogate
 * pair becomes U+FFFD.
 */
export function restoreInvalidUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let end = 0
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    if (code >= escapes + 0x80 && code <= escapes + 0xff) bytes[end++] = code - escapes
    else end += encoder.encodeInto(letter, bytes.subarray(end)).written
  }
  return bytes.subarray(0, end)
}

/** For the option `invalidText` of a writer: each half of a surrogate pair becomes U+FFFD. */
export function replaceSurrogates(text: string): Uint8Array {
  return encoder.encode(text)
}
