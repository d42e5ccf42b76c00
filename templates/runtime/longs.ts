import type { Writer } from './writer.js'

/** So many longs are put together at a time, where they are aligned. */
const chunk = 128
const words = /* @__PURE__ */ new BigInt64Array(chunk)
const wordBytes = /* @__PURE__ */ new Uint8Array(words.buffer)

/** The items of a vector of longs: many take half the time of one after another. */
export function writeLongs(writer: Writer, values: readonly bigint[]): void {
  if (values.length < 16) {
    for (const value of values) writer.long(value)
    return
  }
  for (let at = 0; at < values.length;) {
    let count = 0
    for (; count < chunk && at < values.length; count++, at++) {
      const value: unknown = values[at]
      if (typeof value !== 'bigint' || BigInt.asIntN(64, value) !== value) {
        writer.refuseLong(value)
      } else words[count] = value
    }
    writer.append(count === chunk ? wordBytes : wordBytes.subarray(0, count * 8))
  }
}
