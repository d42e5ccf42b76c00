import { vectorId } from './ids.js'
import { roomFor } from './read-nested.js'
import { hasFailed, type Reader } from './reader.js'

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
