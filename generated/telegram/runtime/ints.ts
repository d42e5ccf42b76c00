import { claim } from './claim.js'
import { vectorId } from './ids.js'
import { roomFor } from './read-nested.js'
import { hasFailed, type Reader } from './reader.js'
import type { Writer } from './writer.js'

/** `Vector<int>`: in a loop of its own, without a call for each. */
export function readInts(reader: Reader): number[] {
  const id = reader.int()
  if (id !== vectorId) return reader.unknown(id, 'Vector')
  const count = reader.int()
  const items = roomFor<number>(reader, count, 4)
  if (hasFailed(reader)) return items
  const { pos, view } = reader
  for (let i = 0; i < count; i++) items[i] = view.getInt32(pos + i * 4, true)
  reader.pos = pos + count * 4
  return items
}

/** The items of a vector of ints. */
export function writeInts(writer: Writer, values: readonly number[]): void {
  const { length } = values
  writer.reserve(length * 4)
  const { pos, view } = writer
  for (let i = 0; i < length; i++) {
    // What a JavaScript caller gave may be anything, or not be there.
    const value = claim<number>(values[i])
    if (typeof value === 'number' && value === (value | 0)) view.setInt32(pos + i * 4, value, true)
    // It says what is wrong with the value.
    else writer.int(value)
  }
  writer.pos = pos + length * 4
}
