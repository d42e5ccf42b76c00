import { claim } from './claim.js'
import { TlReadError, formatId } from './errors.js'
import { boolFalseId, boolTrueId, vectorId } from './ids.js'
import { none } from './none.js'
import { halves, whole } from './platform.js'
import { decodeText } from './text.js'
import type { TlMethod, TlObject } from './object.js'

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
}

/**
 * Reads TL values from bytes, strictly: whatever is not exactly what was asked for is a {@link TlReadError}.
 * `bytes` fields are views of the input, not copies.
 */
export class Reader {
  /** Offset of the next byte. */
  pos = 0
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #end: number
  readonly #options: ReaderOptions | undefined
  #depthLeft: number
  #elementsLeft: number
  #emptyLeft: number

  constructor(bytes: Uint8Array, options?: ReaderOptions) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#end = bytes.length
    this.#options = options
    this.#depthLeft = options?.maxDepth ?? 200
    this.#elementsLeft = options?.maxElements ?? 0x100000
    this.#emptyLeft = options?.maxEmptyElements ?? 0x1000
  }

  /** Throws; the reader that looks for the path of an error goes on instead. */
  fail(problem: string, offset: number = this.pos): never {
    throw new TlReadError(problem, offset)
  }

  /** int32 */
  int(): number {
    const at = this.pos
    if (at + 4 > this.#end) return this.#truncated(4)
    this.pos = at + 4
    return this.#view.getInt32(at, true)
  }

  /** uint32 */
  nat(): number {
    return this.int() >>> 0
  }

  /** A `#` whose bits say which fields follow. */
  mask(): number {
    return this.int()
  }

  /** int64 */
  long(): bigint {
    const at = this.pos
    if (at + 8 > this.#end) return this.#truncated(8)
    this.pos = at + 8
    halves[0] = this.#view.getInt32(at, true)
    halves[1] = this.#view.getInt32(at + 4, true)
    return whole[0] ?? 0n
  }

  /** An int64 that a number holds exactly. */
  int53(): number {
    const value = this.long()
    if (value > 0x1fffffffffffffn || value < -0x1fffffffffffffn) {
      return this.fail(`${String(value)} does not fit 53 bits`, this.pos - 8)
    }
    return Number(value)
  }

  double(): number {
    const at = this.pos
    if (at + 8 > this.#end) return this.#truncated(8)
    this.pos = at + 8
    return this.#view.getFloat64(at, true)
  }

  bool(): boolean {
    const id = this.int()
    if (id === boolTrueId) return true
    if (id === boolFalseId) return false
    return this.unknown(id, 'Bool')
  }

  /** A view of the next `length` bytes. */
  raw(length: number): Uint8Array {
    const at = this.pos
    if (at + length > this.#end) return this.#truncated(length)
    this.pos = at + length
    return new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset + at, length)
  }

  int128(): Uint8Array {
    return this.raw(16)
  }

  int256(): Uint8Array {
    return this.raw(32)
  }

  int512(): Uint8Array {
    return this.raw(64)
  }

  bytes(): Uint8Array {
    const length = this.#length()
    const at = this.pos
    if (!this.#skip(length)) return this.#truncated(length)
    return new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset + at, length)
  }

  string(): string {
    const length = this.#length()
    if (length === 0) {
      this.#skip(0)
      return ''
    }
    const at = this.pos
    if (!this.#skip(length)) return this.#truncated(length)
    return decodeText(this.#bytes, at, at + length) ?? this.#invalidText(at, length)
  }

  /** `Vector<T>` */
  vector<T>(read: (reader: Reader) => T, itemSize = 4): T[] {
    const id = this.int()
    if (id !== vectorId) return this.unknown(id, 'Vector')
    return this.bareVector(read, itemSize)
  }

  /**
   * `vector<T>`
   * @param itemSize the fewest bytes that an item can take
   */
  bareVector<T>(read: (reader: Reader) => T, itemSize = 4): T[] {
    return this.repeat(this.int(), read, itemSize)
  }

  /** `count*[ T ]` */
  repeat<T>(count: number, read: (reader: Reader) => T, itemSize = 4): T[] {
    if (count < 0 || count * itemSize > this.#end - this.pos) {
      return this.fail(`${String(count >>> 0)} elements cannot be in ${String(this.#end - this.pos)} bytes`)
    }
    this.#elementsLeft -= count
    if (this.#elementsLeft < 0)
      return this.fail('the vectors have more elements than allowed (option `maxElements`)')
    if (itemSize === 0) {
      this.#emptyLeft -= count
      if (this.#emptyLeft < 0)
        return this.fail('the vectors have more empty elements than allowed (option `maxEmptyElements`)')
    }
    // The elements are counted already: memory for them is bounded, though none has been seen.
    const items = new Array<T>(count)
    for (let i = 0; i < count; i++) items[i] = read(this)
    return items
  }

  /** Any value with its id, found through the registry. */
  object(): TlObject {
    const registry = this.#options?.registry
    if (registry === undefined)
      return this.fail('an Object can only be read with a registry (option `registry`)')
    this.enter()
    const id = this.int()
    const found = registry.find(id)
    if (found === undefined) return this.unknown(id, 'Object', registry.schema)
    const value = new found(none, this)
    this.leave()
    return value
  }

  /** A function with its id: what a wrapper such as `invokeWithLayer` holds. Its result is what the caller says. */
  query<Result>(): TlMethod<Result> {
    const at = this.pos
    const value = this.object()
    return '$readResult' in value
      ? claim<TlMethod<Result>>(value)
      : this.fail(`${value._} is not a function`, at)
  }

  /** To be called before and after the value of a recursive type. */
  enter(): void {
    if (--this.#depthLeft < 0) this.fail('the value is nested deeper than allowed (option `maxDepth`)')
  }

  leave(): void {
    this.#depthLeft++
  }

  /**
   * Refuses the id that was just read.
   * @param schema where it was looked for: `api layer 228`
   */
  unknown(id: number, expected: string, schema?: string): never {
    const type = schema === undefined ? expected : `${expected} of ${schema}`
    return this.fail(`unknown constructor ${formatId(id)} where ${type} was expected`, this.pos - 4)
  }

  /** To be called at the end: bytes that nothing asked for are an error. */
  finish(): void {
    const left = this.#end - this.pos
    if (left > 0) this.fail(`${String(left)} bytes are left over`)
  }

  #invalidText(at: number, length: number): string {
    const make = this.#options?.invalidText
    if (make === undefined) return this.fail('the text is not UTF-8', at)
    return make(new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset + at, length))
  }

  #truncated(needed: number): never {
    const left = this.#end - this.pos
    return this.fail(`the input ends after ${String(left)} of ${String(needed)} bytes`)
  }

  /** The length of a string; afterwards `pos` is at its first byte. */
  #length(): number {
    const at = this.pos
    if (at + 4 > this.#end) return this.#truncated(4)
    const first = this.#bytes[at] ?? 0
    if (first < 254) {
      this.pos = at + 1
      return first
    }
    this.pos = at + 4
    const low = this.#view.getUint32(at, true) >>> 8
    if (first === 254) return low > 253 ? low : this.#longForm(low, at)
    if (at + 8 > this.#end) return this.#truncated(4)
    this.pos = at + 8
    const length = low + this.#view.getUint32(at + 4, true) * 0x1000000
    return length > 0xffffff ? length : this.#longForm(length, at)
  }

  #longForm(length: number, at: number): never {
    return this.fail(`the length ${String(length)} is not in its shortest form`, at)
  }

  /** Moves behind a string and its padding, which must be zeros; false where the input ends before. */
  #skip(length: number): boolean {
    let at = this.pos + length
    // Values begin at multiples of four, so the padding of a string ends at one.
    const next = at + (-at & 3)
    if (next > this.#end) return false
    for (; at < next; at++) {
      if (this.#bytes[at] !== 0)
        return this.fail(`the padding is not zero but ${String(this.#bytes[at])}`, at)
    }
    this.pos = next
    return true
  }
}
