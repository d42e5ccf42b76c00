import { claim } from './claim.js'
import { TlWriteError, TornFieldsError, show } from './errors.js'
import { boolFalseId, boolTrueId, vectorId } from './ids.js'
import { encoder, halves, isWellFormed, utf8Write, whole } from './platform.js'

/** What can be written: every generated object. */
export interface Writable {
  /** Writes the constructor id and the fields. */
  $write(writer: Writer): void
}

export interface WriterOptions {
  /**
   * Makes the bytes of a text that has no UTF-8, because it has half of a surrogate pair. Such a text is refused by
   * default; `replaceSurrogates` puts U+FFFD in their place, `restoreInvalidUtf8` writes what `keepInvalidUtf8` kept.
   */
  readonly invalidText?: (text: string) => Uint8Array
}

/**
 * Writes TL values into a buffer that grows. Whatever does not fit its TL type is a {@link TlWriteError}, never
 * silently cut off. The methods take `unknown` types seriously: a JavaScript caller gets the same checks.
 */
export class Writer {
  /** How many bytes have been written. */
  pos = 0
  /** What holds for all values that are written from now on. */
  options: WriterOptions | undefined
  #bytes: Uint8Array<ArrayBuffer>
  #view: DataView
  #capacity: number

  /** @param start a buffer to begin with, or the size of one; what does not fit goes to a larger one of its own */
  constructor(start: Uint8Array | number = 512, options?: WriterOptions) {
    this.options = options
    // Not as it is: a Buffer has another slice.
    this.#bytes =
      typeof start === 'number'
        ? new Uint8Array(start)
        : // Shared memory does as well.
          new Uint8Array(claim<ArrayBuffer>(start.buffer), start.byteOffset, start.length)
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length)
    this.#capacity = this.#bytes.length
  }

  /** Bytes that fit before the buffer must grow. */
  get capacity(): number {
    return this.#capacity
  }

  /** A copy of what has been written. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.pos)
  }

  /** What has been written, without a copy where that is all of the buffer: the writer must not be used any more. */
  detach(): Uint8Array<ArrayBuffer> {
    return this.pos === this.#capacity ? this.#bytes : this.toBytes()
  }

  /** What has been written, as it lies in the buffer: valid until more is written. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.pos)
  }

  /** Begins again with an empty output, and keeps the buffer. */
  reset(): void {
    this.pos = 0
  }

  fail(problem: string): never {
    throw new TlWriteError(problem)
  }

  /** A constructor id or a mask: 32 bits of either sign, known to be right. */
  id(value: number): void {
    const at = this.#take(4)
    this.#view.setInt32(at, value, true)
  }

  int(value: number): void {
    if (typeof value !== 'number' || value !== (value | 0))
      this.#refuse(value, 'an int: an integer of 32 bits')
    const at = this.#take(4)
    this.#view.setInt32(at, value, true)
  }

  /** uint32 */
  nat(value: number): void {
    if (typeof value !== 'number' || value !== value >>> 0)
      this.#refuse(value, 'a `#`: an integer from 0 to 2^32 - 1')
    const at = this.#take(4)
    this.#view.setUint32(at, value, true)
  }

  long(value: bigint): void {
    if (typeof value !== 'bigint' || BigInt.asIntN(64, value) !== value) this.refuseLong(value)
    whole[0] = value
    const at = this.#take(8)
    this.#view.setInt32(at, halves[0] ?? 0, true)
    this.#view.setInt32(at + 4, halves[1] ?? 0, true)
  }

  /** Says why a value is no long. */
  refuseLong(value: unknown): never {
    const expected = typeof value === 'bigint' ? 'it needs more than 64 bits with the sign' : 'a bigint'
    return this.#refuse(value, `a long: ${expected}`)
  }

  /** An int64 given as a number. */
  int53(value: number): void {
    if (!Number.isSafeInteger(value)) this.#refuse(value, 'an int53: an integer of 53 bits')
    this.long(BigInt(value))
  }

  double(value: number): void {
    if (typeof value !== 'number') this.#refuse(value, 'a double: a number')
    const at = this.#take(8)
    this.#view.setFloat64(at, value, true)
  }

  bool(value: boolean): void {
    if (typeof value !== 'boolean') this.#refuse(value, 'a Bool: a boolean')
    this.id(value ? boolTrueId : boolFalseId)
  }

  /** Bytes as they are, without a header: the inside of a value that was read over. */
  raw(value: Uint8Array): void {
    if (!(value instanceof Uint8Array)) this.#refuse(value, 'raw bytes: a Uint8Array')
    this.#raw(value, value.length)
  }

  int128(value: Uint8Array): void {
    this.#raw(value, 16)
  }

  int256(value: Uint8Array): void {
    this.#raw(value, 32)
  }

  int512(value: Uint8Array): void {
    this.#raw(value, 64)
  }

  bytes(value: Uint8Array): void {
    if (!(value instanceof Uint8Array)) this.#refuse(value, 'bytes: a Uint8Array')
    const { length } = value
    // Exact, so that a large last field fills the buffer.
    const size = length + (length < 254 ? 1 : length <= 0xffffff ? 4 : 8)
    this.#reserve(size + (-size & 3))
    const start = this.#header(this.pos, length)
    this.#bytes.set(value, start)
    this.#pad(start + length)
  }

  string(value: string): void {
    if (typeof value !== 'string') this.#refuse(value, 'a string')
    const { length } = value
    // No UTF-16 unit takes more than three bytes.
    this.#reserve(length * 3 + 12)
    if (length <= 24 && this.#shortAscii(value)) return
    if (!isWellFormed(value)) return this.#invalidText(value)
    this.#text(value)
  }

  /** A value of any class, with its id. */
  object(value: Writable): void {
    if (!isWritable(value)) this.#refuse(value, 'an Object')
    value.$write(this)
  }

  /** The id and the length of a `Vector<T>`; returns the items, which the caller writes. */
  vector<T>(values: readonly T[]): readonly T[] {
    this.id(vectorId)
    return this.bareVector(values)
  }

  /** The length of a `vector<T>`; returns the items, which the caller writes. */
  bareVector<T>(values: readonly T[]): readonly T[] {
    if (!isArray(values)) this.#refuse(values, 'a vector: an array')
    this.id(values.length)
    return values
  }

  /** The items of an `n*[ T ]`, which the caller writes: as many as another field says. */
  repetition<T>(values: readonly T[], length: number): readonly T[] {
    if (!isArray(values)) this.#refuse(values, 'a vector: an array')
    if (values.length !== length)
      this.fail(`${String(values.length)} elements where ${String(length)} must be`)
    return values
  }

  /** Refuses fields that share a bit and are not all there, or all absent. */
  torn(names: string): never {
    throw new TornFieldsError(`${names} stand or fall together, for they share a bit`)
  }

  /** Of a mask that is a property, the bits that stand for no field: the others follow from what is there. */
  spare(mask: number | undefined, bits: number): number {
    if (mask === undefined) return 0
    if (typeof mask !== 'number' || mask !== mask >>> 0)
      this.#refuse(mask, 'a `#`: an integer from 0 to 2^32 - 1')
    return mask & bits
  }

  /** Bytes as they are, without a header. */
  append(value: Uint8Array): void {
    const at = this.#take(value.length)
    this.#bytes.set(value, at)
  }

  /** Exactly `length` bytes, without a header. */
  #raw(value: Uint8Array, length: number): void {
    if (!(value instanceof Uint8Array) || value.length !== length) {
      this.#refuse(value, `an int${String(length * 8)}: ${String(length)} bytes`)
    }
    const at = this.#take(length)
    this.#bytes.set(value, at)
  }

  /** The length of a string at `at`; returns where its first byte goes. */
  #header(at: number, length: number): number {
    if (length < 254) {
      this.#bytes[at] = length
      return at + 1
    }
    if (length <= 0xffffff) {
      this.#view.setInt32(at, (length << 8) | 254, true)
      return at + 4
    }
    this.#view.setInt32(at, (length << 8) | 255, true)
    this.#view.setUint32(at + 4, Math.floor(length / 0x1000000), true)
    return at + 8
  }

  /** Ends a string with zeros up to a multiple of four. */
  #pad(end: number): void {
    let at = end
    while ((at & 3) !== 0) this.#bytes[at++] = 0
    this.pos = at
  }

  /** Up to two dozen letters of ASCII; false where there is another one. */
  #shortAscii(value: string): boolean {
    const { length } = value
    const bytes = this.#bytes
    const start = this.pos + 1
    for (let i = 0; i < length; i++) {
      const code = value.charCodeAt(i)
      if (code > 0x7f) return false
      bytes[start + i] = code
    }
    bytes[start - 1] = length
    this.#pad(start + length)
    return true
  }

  #invalidText(value: string): void {
    const make = this.options?.invalidText
    if (make === undefined) return this.#refuse(value, 'a string: it has half of a surrogate pair')
    this.bytes(make(value))
  }

  #text(value: string): void {
    const guess = this.pos + (value.length < 254 ? 1 : 4)
    const length =
      utf8Write === undefined
        ? encoder.encodeInto(value, this.#bytes.subarray(guess)).written
        : utf8Write.call(this.#bytes, value, guess, this.#capacity - guess)
    const start = this.pos + (length < 254 ? 1 : length <= 0xffffff ? 4 : 8)
    // The header of a text with letters beyond ASCII may be longer than its UTF-16 length made it look.
    if (start !== guess) this.#bytes.copyWithin(start, guess, guess + length)
    this.#header(this.pos, length)
    this.#pad(start + length)
  }

  #refuse(value: unknown, expected: string): never {
    this.fail(`${show(value)} is not ${expected}`)
  }

  #take(size: number): number {
    const at = this.pos
    if (at + size > this.#capacity) this.#grow(size)
    this.pos = at + size
    return at
  }

  #reserve(size: number): void {
    if (this.pos + size > this.#capacity) this.#grow(size)
  }

  #grow(size: number): void {
    this.#capacity = Math.max(this.#capacity * 2, this.pos + size)
    const bytes = new Uint8Array(this.#capacity)
    bytes.set(this.#bytes.subarray(0, this.pos))
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer)
  }
}

/** What a JavaScript caller gave may be anything. */
function isWritable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$write' in value
}

/** As above: the type says so already. */
function isArray(value: unknown): boolean {
  return Array.isArray(value)
}
