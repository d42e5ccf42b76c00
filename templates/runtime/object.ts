import { claim } from './claim.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import { TlWriteError } from './errors.js'
import { none } from './none.js'
import type { Reader, ReaderOptions } from './reader.js'
import type { Writer, WriterOptions } from './writer.js'

/** A value of the schema. */
export abstract class TlObject {
  /** The constructor id: uint32. */
  static get id(): number {
    return idOf(this)
  }

  /** The name in the schema. */
  static get tlName(): string {
    return discriminantOf(this)
  }

  /** The name in the schema: what tells the members of a type apart. */
  abstract readonly _: string

  /** Writes the constructor id and the fields. */
  $write(writer: Writer): void {
    writeMethodOf(this).call(this, writer)
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
    return decode(bytes, (reader) => readObject(reader, this), options)
  }
}

/** A generated class. */
export interface TlClass<T extends TlObject = TlObject> {
  new (fields: never, reader?: Reader): T
  readonly id: number
  readonly tlName: string
}

function readObject<T extends TlObject>(reader: Reader, type: TlClass<T>): T {
  const id = reader.int()
  return id === (idOf(type) | 0) ? new type(none, reader) : reader.unknown(id, type.tlName)
}

type Write = (this: TlObject, writer: Writer) => void

/** By prototypes: the method named after the type of the schema, which writes the values of a class. */
const writeMethods = /* @__PURE__ */ new Map<unknown, Write>()

function writeMethodOf(value: TlObject): Write {
  const prototype: unknown = Object.getPrototypeOf(value)
  let write = writeMethods.get(prototype)
  if (write === undefined) {
    write = findWriteMethod(prototype)
    writeMethods.set(prototype, write)
  }
  return write
}

/** `$api$InputPeer`, and not `$$api$inputPeerUser`, which writes no id. */
function findWriteMethod(prototype: unknown): Write {
  for (let at = prototype; at !== TlObject.prototype && at !== null; at = Object.getPrototypeOf(at)) {
    const name = Object.getOwnPropertyNames(at).find((one) => /^\$\w/.test(one))
    // All methods whose names begin so are writing methods.
    if (name !== undefined) return claim<Record<string, Write>>(at)[name] ?? refuse
  }
  return refuse
}

const refuse: Write = () => {
  throw new TlWriteError('the class has no constructor of the schema')
}

/** No class carries its id or its name, as that would cost time at each import: an object without fields tells them. */
function blank(type: unknown): TlObject {
  return new (claim<new (fields: object) => TlObject>(type))({})
}

/** The value of `_` of the objects of a class. */
export function discriminantOf(type: unknown): string {
  return blank(type)._
}

/** By classes: their ids. */
const ids = /* @__PURE__ */ new Map<unknown, number>()

function idOf(type: unknown): number {
  let id = ids.get(type)
  if (id === undefined) {
    id = firstWritten(blank(type))
    ids.set(type, id)
  }
  return id
}

/** One for all, as making an error takes longer than everything else here. */
const enough = /* @__PURE__ */ new TlWriteError('the id is known')

/** The first thing that an object writes is its id; nothing else is written. */
function firstWritten(value: TlObject): number {
  let first: number | undefined
  const probe = {
    id: (id: number): never => {
      first = id >>> 0
      throw enough
    },
  }
  try {
    value.$write(claim<Writer>(probe))
  } catch (error) {
    if (error !== enough) throw error
  }
  return first ?? 0
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
