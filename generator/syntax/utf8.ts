/**
 * The length of the UTF-8 sequence at `at`, or, negated, of the wrong bytes that one U+FFFD stands for
 * (the "maximal subpart" of Unicode, as TextDecoder has it); 0 at the end.
 */
export function sequenceLengthAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at]
  if (first === undefined) return 0
  if (first < 0x80) return 1
  if (first < 0xc2 || first > 0xf4) return -1
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index]
    if (byte === undefined || byte < lowest(first, index) || byte > highest(first, index)) return -index
  }
  return length
}

/** The second byte is restricted so that nothing has two encodings. */
function lowest(first: number, index: number): number {
  if (index === 1 && first === 0xe0) return 0xa0
  if (index === 1 && first === 0xf0) return 0x90
  return 0x80
}

/** The second byte is restricted to leave out surrogates and what lies above U+10FFFF. */
function highest(first: number, index: number): number {
  if (index === 1 && first === 0xed) return 0x9f
  if (index === 1 && first === 0xf4) return 0x8f
  return 0xbf
}
