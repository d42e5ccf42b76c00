import { claim } from './claim.js'
import { TlWriteError, show } from './errors.js'

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
 * A buffer that grows, and how far it is written. All that is written besides ints and ids has a function of its own,
 * `writeLong(writer, value)`, so that a bundle has those alone which it uses. Whatever does not fit its TL type is a
 * {@link TlWriteError}, never silently cut off. They take `unknown` types seriously: a JavaScript caller gets the same
 * checks.
 */
export class Writer {
  /** How many bytes have been written. Set to 0, it begins again with an empty output, and keeps the buffer. */
  pos = 0
  /** The length of the buffer. */
  end = 0
  /** The buffer; another one, when it had to grow. */
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array()
  /** What holds for all values that are written from now on. */
  declare options: WriterOptions | undefined
  declare view: DataView

  /** @param size of the buffer that it begins with */
  constructor(size = 512, options?: WriterOptions) {
    this.options = options
    this.reserve(size)
  }

  #grow(size: number): void {
    const { bytes } = this
    this.end = Math.max(bytes.length * 2, this.pos + size)
    this.bytes = new Uint8Array(this.end)
    this.bytes.set(bytes)
    this.view = new DataView(this.bytes.buffer)
  }

  /** A copy of what has been written. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.pos)
  }

  fail(problem: string): never {
    throw new TlWriteError(problem)
  }

  /** @param expected what the value should be: `an int of 32 bits` */
  refuse(value: unknown, expected: string): never {
    this.fail(`${show(value)} is not ${expected}`)
  }

  /** Makes room for so many more bytes. */
  reserve(size: number): void {
    if (this.pos + size > this.end) this.#grow(size)
  }

  /** Moves over the next bytes, for which there is room then; returns where they begin. */
  take(size: number): number {
    const at = this.pos
    if (at + size > this.end) this.#grow(size)
    this.pos = at + size
    return at
  }

  /** A constructor id or a mask: 32 bits of either sign, known to be right. */
  id(value: number): void {
    const at = this.take(4)
    this.view.setInt32(at, value, true)
  }

  int(value: number): void {
    if (typeof value !== 'number' || value !== (value | 0)) this.refuse(value, 'an int of 32 bits')
    this.id(value)
  }
}

/** A writer that begins with a buffer of the caller; what does not fit there goes to a larger one of its own. */
export function writerInto({ buffer, byteOffset, length }: Uint8Array, options?: WriterOptions): Writer {
  const writer = new Writer(0, options)
  // Not the buffer as it is: a Buffer has another slice. Shared memory does as well.
  writer.bytes = new Uint8Array(claim<ArrayBuffer>(buffer), byteOffset, length)
  writer.view = new DataView(buffer, byteOffset, length)
  writer.end = length
  return writer
}
