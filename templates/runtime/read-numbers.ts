import { vectorId } from './ids.js'
import { roomFor } from './read-nested.js'
import { hasFailed, type Reader } from './reader.js'
import { halves, whole } from './words.js'

/** `Vector<int>`: in a loop of its own, without a call for each. */
export function readInts(reader: Reader): number[] {
  const items = beginItems<number>(reader, 4)
  if (hasFailed(reader)) return items
  const { pos, view } = reader
  const { length } = items
  for (let i = 0; i < length; i++) items[i] = view.getInt32(pos + i * 4, true)
  reader.pos = pos + length * 4
  return items
}

/** `Vector<long>`, in the same way. */
export function readLongs(reader: Reader): bigint[] {
  const items = beginItems<bigint>(reader, 8)
  if (hasFailed(reader)) return items
  const { pos, view } = reader
  const { length } = items
  for (let i = 0; i < length; i++) {
    halves[0] = view.getInt32(pos + i * 8, true)
    halves[1] = view.getInt32(pos + i * 8 + 4, true)
    items[i] = whole[0]
  }
  reader.pos = pos + length * 8
  return items
}

/** The id and the length of a vector; returns an array for its items. */
function beginItems<T>(reader: Reader, itemSize: number): T[] {
  const id = reader.int()
  return id === vectorId ? roomFor<T>(reader, reader.int(), itemSize) : reader.unknown(id, 'Vector')
}
