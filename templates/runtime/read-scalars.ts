import { show } from './errors.js'
import { boolFalseId, boolTrueId } from './ids.js'
import type { Reader } from './reader.js'
import { halves, whole } from './words.js'

/** uint32 */
export function readNat(reader: Reader): number {
  const value = reader.int()
  return value < 0 ? value >>> 0 : value
}

/** int64 */
export function readLong(reader: Reader): bigint {
  const at = reader.pos
  if (at + 8 > reader.end) return reader.truncated(8)
  reader.pos = at + 8
  halves[0] = reader.view.getInt32(at, true)
  halves[1] = reader.view.getInt32(at + 4, true)
  return whole[0]
}

/** An int64 that a number holds exactly. */
export function readInt53(reader: Reader): number {
  const value = readLong(reader)
  if (value > 0x1fffffffffffffn || value < -0x1fffffffffffffn) {
    return reader.fail(`${value} does not fit 53 bits`, reader.pos - 8)
  }
  return Number(value)
}

export function readDouble(reader: Reader): number {
  const at = reader.pos
  if (at + 8 > reader.end) return reader.truncated(8)
  reader.pos = at + 8
  return reader.view.getFloat64(at, true)
}

export function readBool(reader: Reader): boolean {
  const id = reader.int()
  if (id === boolTrueId) return true
  if (id === boolFalseId) return false
  return reader.unknown(id, 'Bool')
}

/** The next `length` bytes, as they lie in the input. */
export function readRaw(reader: Reader, length: number): Uint8Array {
  const { bytes, pos } = reader
  if (pos + length > reader.end) return reader.truncated(length)
  reader.pos = pos + length
  return new Uint8Array(bytes.buffer, bytes.byteOffset + pos, length)
}

export function readInt128(reader: Reader): Uint8Array {
  return readRaw(reader, 16)
}

export function readInt256(reader: Reader): Uint8Array {
  return readRaw(reader, 32)
}

export function readInt512(reader: Reader): Uint8Array {
  return readRaw(reader, 64)
}

export function readBytes(reader: Reader): Uint8Array {
  return endString(reader, readRaw(reader, readLength(reader)))
}

/** The length of a string or of bytes; afterwards the reader is at the first of them. */
export function readLength(reader: Reader): number {
  const at = reader.pos
  const head = reader.int()
  const first = head & 0xff
  let length = head >>> 8
  let shortest = 254
  if (first < shortest) {
    reader.pos -= 3
    return first
  }
  if (first > shortest) {
    shortest = 0x1000000
    length += (reader.int() >>> 0) * shortest
  }
  return length < shortest ? reader.fail(`the length ${length} is not in its shortest form`, at) : length
}

/** Moves behind the padding of a string, which must be zeros; returns what was read. */
export function endString<T>(reader: Reader, value: T): T {
  let at = reader.pos
  // Values begin at multiples of four, so the padding of a string ends at one.
  const next = at + (-at & 3)
  if (next > reader.end) return reader.truncated(next - at)
  for (; at < next; at++) {
    if (reader.bytes[at] !== 0) return reader.fail(`the padding is ${show(reader.bytes[at])}, not 0`, at)
  }
  reader.pos = next
  return value
}
