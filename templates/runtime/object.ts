import { decode } from './decode.js'
import { encode } from './encode.js'
import type { Reader, ReaderOptions } from './reader.js'
import type { Writer } from './writer.js'

/** A value of the schema. */
export abstract class TlObject {
  /** The constructor id: uint32. */
  static readonly id: number
  /** The name in the schema. */
  static readonly tlName: string

  /** The name in the schema: what tells the members of a type apart. */
  abstract get _(): string

  /** Writes the constructor id and the fields. */
  abstract $write(writer: Writer): void

  /** The bytes of the value, its constructor id first. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return encode(this)
  }

  /**
   * Reads one value, which must be of this class and fill the bytes.
   * @throws TlReadError
   */
  static fromBytes<T extends TlObject>(this: TlClass<T>, bytes: Uint8Array, options?: ReaderOptions): T {
    return decode(bytes, (reader) => readObject(reader, this), options)
  }
}

/** A generated class. */
export interface TlClass<T extends TlObject = TlObject> {
  new (reader: Reader): T
  readonly id: number
  readonly tlName: string
}

function readObject<T extends TlObject>(reader: Reader, type: TlClass<T>): T {
  const id = reader.int()
  return id === (type.id | 0) ? new type(reader) : reader.unknown(id, type.tlName)
}

/** A function of the schema: a request whose answer is a `Result`. */
export abstract class TlMethod<Result> extends TlObject {
  /**
   * Reads the answer to a request of this class, which must fill the bytes.
   * @throws TlReadError
   */
  static decodeResult<Result>(
    this: TlMethodClass<Result>,
    reply: Uint8Array,
    options?: ReaderOptions,
  ): Result {
    return decode(reply, (reader) => this.prototype.$readResult(reader), options)
  }

  /** Reads the answer to this request. */
  abstract $readResult(reader: Reader): Result

  /**
   * Reads the answer to this request, which must fill the bytes.
   * @throws TlReadError
   */
  decodeResult(reply: Uint8Array, options?: ReaderOptions): Result {
    return decode(reply, (reader) => this.$readResult(reader), options)
  }
}

/** A function class whose result does not depend on another request. */
export interface TlMethodClass<Result> {
  readonly prototype: TlMethod<Result>
  readonly wraps?: never
}

/** The result of a function class: `ResultOf<messages.SendEncrypted>`. */
export type ResultOf<Method extends TlMethod<unknown>> =
  Method extends TlMethod<infer Result> ? Result : never
