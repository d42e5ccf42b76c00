import { claim } from './claim.js'
import { show } from './errors.js'
import { readLong } from './read-scalars.js'
import type { Reader } from './reader.js'
import { writeLong } from './write-scalars.js'
import type { Writer } from './writer.js'

/** Reads an int64 as decimal digits. */
export function readLongString(reader: Reader): string {
  const value = readLong(reader)
  // After a failure the reader goes on with what is no bigint, to find its path: that has to stay what it is.
  return typeof value === 'bigint' ? String(value) : claim<string>(value)
}

/** Writes an int64 that is given as decimal digits, in the one form that reading gives back. */
export function writeLongString(writer: Writer, value: string): void {
  if (typeof value !== 'string' || !/^(?:0|-?[1-9]\d{0,18})$/.test(value)) {
    writer.fail(`${show(value)} is not a long: a string of decimal digits`)
  }
  const long = BigInt(value)
  if (BigInt.asIntN(64, long) !== long) {
    writer.fail(`${show(value)} is not a long: it needs more than 64 bits with the sign`)
  }
  writeLong(writer, long)
}
