import { boolFalseId, boolTrueId } from './ids.js'
import { halves, whole } from './words.js'
import type { Writer } from './writer.js'

/** uint32 */
export function writeNat(writer: Writer, value: number): void {
  if (typeof value !== 'number' || value !== value >>> 0)
    writer.refuse(value, 'a `#`: an integer from 0 to 2^32 - 1')
  writer.id(value)
}

/** A mask, once it is known which fields were written: in the place that was left for it. */
export function writeMask(writer: Writer, at: number, value: number): void {
  writer.view.setInt32(at, value, true)
}

export function writeLong(writer: Writer, value: bigint): void {
  if (typeof value !== 'bigint' || BigInt.asIntN(64, value) !== value)
    writer.refuse(value, 'a long: a bigint of 64 bits')
  whole[0] = value
  const at = writer.take(8)
  writer.view.setInt32(at, halves[0], true)
  writer.view.setInt32(at + 4, halves[1], true)
}

/** An int64 given as a number. */
export function writeInt53(writer: Writer, value: number): void {
  if (!Number.isSafeInteger(value)) writer.refuse(value, 'an int53: an integer of 53 bits')
  writeLong(writer, BigInt(value))
}

export function writeDouble(writer: Writer, value: number): void {
  if (typeof value !== 'number') writer.refuse(value, 'a double: a number')
  const at = writer.take(8)
  writer.view.setFloat64(at, value, true)
}

export function writeBool(writer: Writer, value: boolean): void {
  if (typeof value !== 'boolean') writer.refuse(value, 'a Bool: a boolean')
  writer.id(value ? boolTrueId : boolFalseId)
}

/** Bytes as they are, without a header: the inside of a value that was read over. */
export function writeRaw(writer: Writer, value: Uint8Array): void {
  if (!(value instanceof Uint8Array)) writer.refuse(value, 'raw bytes: a Uint8Array')
  writer.reserve(value.length)
  writer.bytes.set(value, writer.pos)
  writer.pos += value.length
}

export function writeInt128(writer: Writer, value: Uint8Array): void {
  writeExactly(writer, value, 16)
}

export function writeInt256(writer: Writer, value: Uint8Array): void {
  writeExactly(writer, value, 32)
}

export function writeInt512(writer: Writer, value: Uint8Array): void {
  writeExactly(writer, value, 64)
}

function writeExactly(writer: Writer, value: Uint8Array, length: number): void {
  if (!(value instanceof Uint8Array) || value.length !== length) {
    writer.refuse(value, `an int${length * 8}: ${length} bytes`)
  }
  writeRaw(writer, value)
}

export function writeBytes(writer: Writer, value: Uint8Array): void {
  if (!(value instanceof Uint8Array)) writer.refuse(value, 'bytes: a Uint8Array')
  const { length } = value
  beginString(writer, length)
  writer.bytes.set(value, writer.pos)
  endString(writer, length)
}

/** Writes the length of a string, and makes room for what follows. */
export function beginString(writer: Writer, length: number): void {
  const header = length < 254 ? 1 : length <= 0xffffff ? 4 : 8
  const size = header + length
  // Exact, so that a large last field fills the buffer.
  writer.reserve(size + (-size & 3))
  if (header === 1) writer.bytes[writer.pos++] = length
  else {
    // Words of four bytes: the first begins with 254 or 255.
    writer.id((length << 8) | (253 + header / 4))
    if (header === 8) writer.id(length / 0x1000000)
  }
}

/** Moves behind a string, and the zeros that fill it up to a multiple of four. */
export function endString(writer: Writer, length: number): void {
  let at = writer.pos + length
  while ((at & 3) !== 0) writer.bytes[at++] = 0
  writer.pos = at
}
