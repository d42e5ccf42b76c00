import type { TlReadError } from './errors.js'
import { damaged, isIntact, parseGzip, type Inflate } from './gzip-format.js'
import { gzipPackedId } from './ids.js'
import { readBytes } from './read-scalars.js'
import { hasFailed, type Reader } from './reader.js'

/** How many bytes all that an input has packed may become, where the options do not say. */
export const defaultMaxUnpacked = 0x400000
/** How often data may be packed: once is what servers do. */
export const maxTimesPacked = 8
export const packedTooOften: string = `the data is packed more than ${maxTimesPacked} times over`

/**
 * Unpacks `gzip_packed` for a reader. All of it is reached through the option of the reader, so that a program that
 * unpacks nothing does not have it.
 */
export interface Gunzip {
  /** The reading of a whole input that may be packed; what it unpacks is kept for a second reading of the same. */
  input<T>(read: (reader: Reader) => T): (reader: Reader) => T
  /** Reads what is packed behind the id of a `gzip_packed`. */
  open<T>(reader: Reader, read: (reader: Reader) => T): T
}

/** What has become of the packed data of one input. */
interface Input {
  /** How many bytes were unpacked. */
  used: number
  /** In the order of reading: the unpacked data, or what is wrong with it. */
  readonly results: (Uint8Array | string)[]
  /** Which result comes next. */
  next: number
  /** How many packed values are open. */
  depth: number
}

/** Unpacks with any function that inflates; `nodeGunzip` and `pakoGunzip` have theirs. */
export function gunzipWith(inflate: Inflate): Gunzip {
  /** By the reader. */
  const inputs = new WeakMap<Reader, Input>()

  function open<T>(reader: Reader, read: (reader: Reader) => T): T {
    const input = inputs.get(reader) ?? newInput()
    inputs.set(reader, input)
    const at = reader.pos
    const packed = readBytes(reader)
    // Only the path is looked for then.
    if (hasFailed(reader)) return reader.fail('')
    if (input.depth === maxTimesPacked) return reader.fail(packedTooOften, at)
    const unpacked = (input.results[input.next++] ??= unpackNext(reader, input, packed, inflate))
    if (typeof unpacked === 'string') return reader.fail(unpacked, at)
    input.depth++
    const value = readWithin(reader, unpacked, at, read)
    input.depth--
    return value
  }

  function whole<T>(reader: Reader, read: (reader: Reader) => T): T {
    // The view of a short input may be larger than that.
    if (reader.end < 4 || !isPacked(reader.view)) return read(reader)
    reader.int()
    return open(reader, () => whole(reader, read))
  }

  return {
    open,
    input: (read) => {
      const input = newInput()
      return (reader) => {
        input.next = 0
        input.depth = 0
        inputs.set(reader, input)
        return whole(reader, read)
      }
    },
  }
}

function newInput(): Input {
  return { used: 0, results: [], next: 0, depth: 0 }
}

function unpackNext(
  { options }: Reader,
  input: Input,
  packed: Uint8Array,
  inflate: Inflate,
): Uint8Array | string {
  const parts = parseGzip(packed, (options?.maxUnpacked ?? defaultMaxUnpacked) - input.used)
  if (typeof parts === 'string') return parts
  input.used += parts.length
  const unpacked = inflate(parts.deflated, parts.length)
  return isIntact(parts, unpacked) ? unpacked : damaged
}

/** Reads the unpacked data, of which nothing may be left over, and goes on in what they were packed in. */
function readWithin<T>(reader: Reader, unpacked: Uint8Array, at: number, read: (reader: Reader) => T): T {
  const { bytes, pos } = reader
  try {
    turnTo(reader, unpacked, 0)
    const value = read(reader)
    reader.finish()
    const isSearching = hasFailed(reader)
    turnTo(reader, bytes, pos)
    // A reader that looks for the path of an error reads nothing more.
    if (isSearching) reader.fail('')
    return value
  } catch (error) {
    if (!isReadError(error)) throw error
    // An offset within the unpacked data means nothing to who has the input: it goes into the text.
    return reader.fail(withinUnpacked(error.problem, error.offset), at)
  }
}

/** The reader may be of another copy of the runtime, such as that of a generated package: so are its errors. */
function isReadError(error: unknown): error is TlReadError {
  return error instanceof Error && error.name === 'TlReadError'
}

function turnTo(reader: Reader, bytes: Uint8Array, pos: number): void {
  reader.bytes = bytes
  reader.view = viewOf(bytes)
  reader.end = bytes.length
  reader.pos = pos
}

/** `… , at offset 12 of the unpacked data` */
export function withinUnpacked(problem: string, offset: number): string {
  return `${problem}, at offset ${offset} of the unpacked data`
}

/** Whether an input begins with the id of a `gzip_packed`. */
export function isPacked(input: DataView): boolean {
  return input.byteLength >= 4 && input.getInt32(0, true) === gzipPackedId
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}
