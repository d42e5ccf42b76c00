/* eslint-disable @typescript-eslint/consistent-type-assertions, @typescript-eslint/only-throw-error -- see `probe` */
// The base classes of the shapes.
import { encode, type Writer } from './writer.js'

/** `_` from the class: `static tlName` is per class. */
export abstract class TlNamed {
  static readonly tlName: string = ''
  abstract $write(w: Writer): void
  get _(): string {
    return (this.constructor as typeof TlNamed).tlName
  }
  toBytes(): Uint8Array {
    return encode(this)
  }
}

/** What a constructor is given when only `_` is wanted; what a first write goes to when only the id is. */
const NOTHING = {}
const probe = {
  id: (id: number): never => {
    throw id
  },
}

/** Stands for the fields where a reader is given: `new X(NONE, r)`. */
export const NONE: never = undefined as never

const blank = (type: unknown): TlOwn => new (type as new (from: object) => TlOwn)(NOTHING)

/** `_` is an own field of every object; the class learns its name and id from an empty object. */
export abstract class TlOwn {
  static get tlName(): string {
    return blank(this)._
  }
  static get id(): number {
    try {
      return blank(this).$write(probe as unknown as Writer) as never
    } catch (id) {
      return (id as number) >>> 0
    }
  }
  abstract readonly _: string
  abstract $write(w: Writer): void
  toBytes(): Uint8Array {
    return encode(this)
  }
}

/** The class from `_`: a getter on each prototype. */
export abstract class TlObject {
  abstract readonly _: string
  abstract $write(w: Writer): void
  static get tlName(): string {
    return this.prototype._
  }
  toBytes(): Uint8Array {
    return encode(this)
  }
}
