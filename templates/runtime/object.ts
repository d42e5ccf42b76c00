import { claim } from './claim.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import { none } from './none.js'
import type { Reader, ReaderOptions } from './reader.js'
import { Writer, type WriterOptions } from './writer.js'

/** A value of the schema. */
export abstract class TlObject {
  // V8 asks for the constructor behind `super()` at each object, unless it finds one that is written out: 7 % of reading.
  // eslint-disable-next-line @typescript-eslint/no-useless-constructor
  constructor() {}

  /** The constructor id: uint32. */
  static get id(): number {
    const writer = new Writer(0)
    try {
      blank(this).$write(writer)
    } catch {
      // The id comes first; then the object lacks its fields.
    }
    // Throws where there is no id.
    const value = writer.view.getUint32(0, true)
    // The class remembers it; one that is frozen is asked again.
    Reflect.defineProperty(this, 'id', { value })
    return value
  }

  /** The name in the schema. */
  static get tlName(): string {
    return blank(this)._
  }

  /** The name in the schema: what tells the members of a type apart. */
  abstract readonly _: string

  /** Writes the constructor id and the fields. */
  $write(writer: Writer): void {
    for (let at: unknown = claim(this); at !== null; at = Object.getPrototypeOf(at)) {
      for (const name of Object.getOwnPropertyNames(at)) {
        // The method named after the type: `$api$InputPeer`, and not `$$api$inputPeerUser`, which writes no id.
        if (/^\$\w+\$/.test(name)) {
          const methods = claim<Readonly<Record<string, TlObject['$write']>>>(at)
          // From now on the class has it under this name as well.
          Reflect.defineProperty(methods, '$write', { value: methods[name] })
          return methods[name]?.call(this, writer)
        }
      }
    }
    writer.refuse(this, 'an Object')
  }

  /** The bytes of the value, its constructor id first. */
  toBytes(options?: WriterOptions): Uint8Array<ArrayBuffer> {
    return encode(this, options)
  }

  /**
   * Reads one value, which must be of this class and fill the bytes.
   * @throws TlReadError
   */
  static fromBytes<T extends TlObject>(this: TlClass<T>, bytes: Uint8Array, options?: ReaderOptions): T {
    const read = (reader: Reader): T => {
      const id = reader.int()
      return id === (this.id | 0) ? new this(none, reader) : reader.unknown(id, this.tlName)
    }
    return decode(bytes, read, options)
  }
}

/** A generated class. */
export interface TlClass<T extends TlObject = TlObject> {
  new (fields: never, reader?: Reader): T
  readonly id: number
  readonly tlName: string
}

/** No class carries its id or its name, as that would cost time at each import: an object without fields tells them. */
function blank(type: unknown): TlObject {
  return new (claim<new (fields: object) => TlObject>(type))({})
}

/** The value of `_` of the objects of a class. */
export function discriminantOf(type: unknown): string {
  return blank(type)._
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
    return this.prototype.decodeResult(reply, options)
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
