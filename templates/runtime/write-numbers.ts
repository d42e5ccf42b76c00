import { claim } from './claim.js'
import { bytesOf } from './words.js'
import { writeLong, writeRaw } from './write-scalars.js'
import type { Writer } from './writer.js'

/** So many longs are put together at a time, where they are aligned. */
const chunk = 128
const words = /* @__PURE__ */ new BigInt64Array(chunk)
const wordBytes = /* @__PURE__ */ bytesOf(words)

/** The items of a vector of ints: many are written as words of the engine, where the output lies so. */
export function writeInts(writer: Writer, values: readonly number[]): void {
  const { length } = values
  writer.reserve(length * 4)
  const { bytes, pos } = writer
  const start = bytes.byteOffset + pos
  let index = 0
  if (length > 64 && start % 4 === 0) {
    const ints = new Int32Array(bytes.buffer, start, length)
    // An iterator would take as long as all the rest.
    for (; index < length; index++) {
      // What a JavaScript caller gave may be anything, or not be there.
      const value = claim<unknown>(values[index])
      if (typeof value !== 'number') break
      const bits = value | 0
      ints[index] = bits
      if (value !== bits) break
    }
    writer.pos = pos + index * 4
  }
  // The others; and one that is wrong, of which it says so.
  for (; index < length; index++) writer.int(claim<number>(values[index]))
}

/** The items of a vector of longs: many take half the time of one after another. */
export function writeLongs(writer: Writer, values: readonly bigint[]): void {
  if (values.length < 16) {
    for (const value of values) writeLong(writer, value)
    return
  }
  for (let at = 0; at < values.length;) {
    let count = 0
    for (; count < chunk && at < values.length; count++, at++) {
      // What a JavaScript caller gave may be anything, or not be there.
      const value = claim<bigint>(values[at])
      if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value) words[count] = value
      // It says what is wrong with the value.
      else writeLong(writer, value)
    }
    writeRaw(writer, count === chunk ? wordBytes : wordBytes.subarray(0, count * 8))
  }
}
