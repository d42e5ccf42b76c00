import { encoder, isWellFormed, utf8Write } from './platform.js'
import { beginString, endString, writeBytes } from './write-scalars.js'
import type { Writer } from './writer.js'

/** Calling an encoder takes as long as writing so many letters here. */
const few = 40

export function writeString(writer: Writer, value: string): void {
  if (typeof value !== 'string') writer.refuse(value, 'a string')
  const { length } = value
  // No UTF-16 unit takes more than three bytes.
  writer.reserve(length * 3 + 12)
  if (length <= few && writeFew(writer, value)) return
  writeText(writer, value)
}

/** Up to {@link few} UTF-16 units, letter by letter; false where one is half of a surrogate pair. */
function writeFew(writer: Writer, value: string): boolean {
  const { length } = value
  const { bytes } = writer
  const start = writer.pos + 1
  let at = start
  for (let i = 0; i < length; i++) {
    const unit = value.charCodeAt(i)
    if (unit < 0x80) bytes[at++] = unit
    else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6)
      bytes[at++] = 0x80 | (unit & 0x3f)
    } else {
      const point = value.codePointAt(i) ?? 0
      if (point >> 11 === 0x1b) return false
      if (point < 0x10000) bytes[at++] = 0xe0 | (point >> 12)
      else {
        // It has two units.
        i++
        bytes[at++] = 0xf0 | (point >> 18)
        bytes[at++] = 0x80 | ((point >> 12) & 0x3f)
      }
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f)
      bytes[at++] = 0x80 | (point & 0x3f)
    }
  }
  bytes[start - 1] = at - start
  writer.pos = start
  endString(writer, at - start)
  return true
}

function writeInvalidText(writer: Writer, value: string): void {
  const make = writer.options?.invalidText
  if (make === undefined) return writer.refuse(value, 'a string: it has half of a surrogate pair')
  writeBytes(writer, make(value))
}

function writeText(writer: Writer, value: string): void {
  const { bytes, pos } = writer
  const guess = pos + (value.length < 254 ? 1 : 4)
  const length =
    utf8Write === undefined
      ? encoder.encodeInto(value, bytes.subarray(guess)).written
      : utf8Write.call(bytes, value, guess, bytes.length - guess)
  // What is not ASCII may have half of a surrogate pair, for which the encoders write U+FFFD.
  if (length !== value.length && !isWellFormed(value)) return writeInvalidText(writer, value)
  // The header of a text with letters beyond ASCII may be longer than its UTF-16 length made it look.
  const start = pos + (length < 254 ? 1 : length <= 0xffffff ? 4 : 8)
  if (start !== guess) bytes.copyWithin(start, guess, guess + length)
  beginString(writer, length)
  endString(writer, length)
}
