import { claim } from './claim.js'
import { bytesOf } from './words.js'
import { writeLong, writeRaw } from './write-scalars.js'
import type { Writer } from './writer.js'

/** So many longs are put together at a time, where they are aligned. */
const chunk = 128
const words = /* @__PURE__ */ new BigInt64Array(chunk)
const wordBytes = /* @__PURE__ */ bytesOf(words)

/**
 * The items of a vector of ints, in a loop of its own: without a call, and without an iterator, which takes as long as
 * all the rest.
 */
export function writeInts(writer: Writer, values: readonly number[]): void {
  const { length } = values
  const at = writer.take(length * 4)
  const { view } = writer
  let index = 0
  for (; index < length; index++) {
    // What a JavaScript caller gave may be anything, or not be there.
    const value = claim<unknown>(values[index])
    if (typeof value !== 'number') break
    const bits = value | 0
    view.setInt32(at + index * 4, bits, true)
    if (value !== bits) break
  }
  // It says what is wrong with the value.
  if (index < length) writer.int(claim<number>(values[index]))
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
