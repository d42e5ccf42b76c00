import { encoder, isWellFormed, utf8Write } from './platform.js'
import { beginString, endString, writeBytes } from './write-scalars.js'
import type { Writer } from './writer.js'

export function writeString(writer: Writer, value: string): void {
  if (typeof value !== 'string') writer.refuse(value, 'a string')
  const { length } = value
  // No UTF-16 unit takes more than three bytes.
  writer.reserve(length * 3 + 12)
  if (length <= 24 && writeShortAscii(writer, value)) return
  if (!isWellFormed(value)) return writeInvalidText(writer, value)
  writeText(writer, value)
}

/** Up to two dozen letters of ASCII; false where there is another one. */
function writeShortAscii(writer: Writer, value: string): boolean {
  const { length } = value
  const { bytes } = writer
  const start = writer.pos + 1
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i)
    if (code > 0x7f) return false
    bytes[start + i] = code
  }
  bytes[start - 1] = length
  writer.pos = start
  endString(writer, length)
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
  // The header of a text with letters beyond ASCII may be longer than its UTF-16 length made it look.
  const start = pos + (length < 254 ? 1 : length <= 0xffffff ? 4 : 8)
  if (start !== guess) bytes.copyWithin(start, guess, guess + length)
  beginString(writer, length)
  endString(writer, length)
}
