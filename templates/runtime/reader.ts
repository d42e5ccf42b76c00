import { claim } from './claim.js'
import { TlReadError, formatId } from './errors.js'
import type { Gunzip } from './gzip.js'
import { gzipPackedId } from './ids.js'
import type { TlObject } from './object.js'

/** Finds the class of a constructor id: what reading an `Object` needs. */
export interface Registry {
  /** Where it looks, for messages: `api layer 228`. */
  readonly schema?: string
  /** @param id signed 32 bits */
  find(id: number): (new (fields: never, reader?: Reader) => TlObject) | undefined
}

/** All limits hold for one input. */
export interface ReaderOptions {
  /** Where the constructors of `Object` fields are looked up. */
  readonly registry?: Registry
  /** How deep values of a recursive type may be nested; 200 by default. */
  readonly maxDepth?: number
  /** How many elements all vectors together may have; 1,048,576 by default. */
  readonly maxElements?: number
  /** How many of them may be of a type whose values can do without any bytes; 4,096 by default. */
  readonly maxEmptyElements?: number
  /** Makes a text of bytes that are not UTF-8, which are refused by default: `keepInvalidUtf8` does, losing nothing. */
  readonly invalidText?: (bytes: Uint8Array) => string
  /** Unpacks `gzip_packed` where any object may be, and where it is the whole input: `nodeGunzip` or `pakoGunzip`. */
  readonly gunzip?: Gunzip
  /** How many bytes all that is unpacked may have; 4,194,304 by default. */
  readonly maxUnpacked?: number
}

/**
 * Where reading is in some bytes. All that is read besides ints and ids has a function of its own, `readLong(reader)`,
 * so that a bundle has those alone which it uses. They are strict: whatever is not exactly what was asked for is a
 * {@link TlReadError}. `bytes` fields are views of the input, not copies.
 */
export class Reader {
  /** Offset of the next byte. */
  pos = 0
  /** The input. */
  declare bytes: Uint8Array
  declare view: DataView
  /** How many bytes the input has. */
  declare end: number
  declare readonly options: ReaderOptions | undefined
  /** How many values of recursive types are open. */
  depth = 0
  /** How many elements the vectors had so far. */
  elements = 0
  /** How many of them could do without any bytes. */
  emptyElements = 0
  /** How often something may be asked for after a failure, by a reading that looks for its path; any other one throws. */
  patience = 0
  /** What could not be read is a mask, as that reading found. */
  declare isMask?: true

  /** @param view of the input, or of a copy */
  constructor(
    bytes: Uint8Array,
    options?: ReaderOptions,
    view: DataView = new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
  ) {
    this.bytes = bytes
    this.view = view
    this.end = bytes.length
    this.options = options
  }

  /**
   * Throws. Where the path of the error is looked for, the reader stands itself in the place of what cannot be read, and
   * in that of everything behind it, which fails in the same way.
   */
  fail(problem: string, offset: number = this.pos): never {
    if (--this.patience < 0) throw new TlReadError(problem, offset)
    this.pos = this.end + 4
    // Not never: the callers go on with it, as with any value that they read.
    return claim<never>(this)
  }

  /** As a number it lies behind every end, so that whatever reckons with it fails as well. */
  valueOf(): number {
    return Infinity
  }

  /** Refuses an input that has fewer bytes left than a value takes. */
  truncated(needed: number): never {
    return this.fail(`the input ends after ${this.end - this.pos} of ${needed} bytes`)
  }

  /**
   * Refuses the id that was just read.
   * @param schema where it was looked for: `api layer 228`
   */
  unknown(id: number, expected: string, schema?: string): never {
    return this.fail(
      `unknown constructor ${formatId(id)} where ${expected}${schema ? ` of ${schema}` : ''} was expected${id === gzipPackedId ? ' (option `gunzip`)' : ''}`,
      this.pos - 4,
    )
  }

  /** To be called at the end: bytes that nothing asked for are an error. */
  finish(): void {
    if (this.end > this.pos) this.fail(`${this.end - this.pos} bytes are left over`)
  }

  /** int32, or the id of a constructor */
  int(): number {
    const at = this.pos
    if (at + 4 > this.end) return this.truncated(4)
    this.pos = at + 4
    return this.view.getInt32(at, true)
  }

  /** A `#` whose bits say which fields follow. */
  mask(): number {
    // Behind the failure nothing is there, or a type that may hold itself would have no end.
    if (this.pos > this.end) return 0
    const mask = this.int()
    if (this.pos <= this.end) return mask
    // What follows a mask that cannot be read is the failure.
    this.isMask = true
    return -1
  }
}

/** True where the reader went on after a failure, to find its path: what stands for the value then comes of `fail`. */
export function hasFailed({ pos, end }: Reader): boolean {
  return pos > end
}
