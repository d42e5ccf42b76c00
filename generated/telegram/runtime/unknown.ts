import { formatId } from './errors.js'
import { TlObject } from './object.js'
import { Outside, type OutsideConstructor } from './outside.js'
import { enter, leave, readBareVector, readRepetition, readVector } from './read-nested.js'
import { readBytes, readNat, readRaw } from './read-scalars.js'
import type { Reader } from './reader.js'
import { writeRaw } from './write-scalars.js'
import type { Writer } from './writer.js'

/** What an {@link Unknown} is made from. */
export interface UnknownFields {
  /** uint32 */
  readonly id: number
  /** The name of the constructor in the schema. */
  readonly name: string
  /** What follows the id. */
  readonly bytes: Uint8Array
}

/**
 * A value whose constructor is outside of the subset that the code was generated for. It can be written again, and
 * then gives the bytes that it was read from.
 */
export abstract class Unknown extends TlObject implements UnknownFields {
  readonly id: number
  readonly name: string
  readonly bytes: Uint8Array

  constructor(fields: UnknownFields) {
    super()
    this.id = fields.id
    this.name = fields.name
    this.bytes = fields.bytes
  }

  /** What the value is, and what to do about it. */
  get hint(): string {
    return `${this.name} (${formatId(this.id)}) is outside of the subset; add it to \`include\` to read it`
  }

  /** Writes the value as it was read. */
  protected writeUnknown(writer: Writer): void {
    writer.id(this.id | 0)
    writeRaw(writer, this.bytes)
  }
}

/** Reads over constructors that the code has no classes for. */
export class OutsideValues extends Outside {
  /** The value whose id was just read, which must be of the type and outside of the subset. */
  read<T extends Unknown>(
    reader: Reader,
    id: number,
    expected: string,
    type: new (fields: UnknownFields) => T,
  ): T {
    const found = this.find(id)
    if (found?.type !== expected) return reader.unknown(id, expected, this.schema)
    const start = reader.pos
    this.#skipFields(reader, found)
    // Where reading goes on after a failure, only to find its path, the end is behind that of the input.
    const length = reader.pos - start
    reader.pos = start
    const bytes = readRaw(reader, length)
    return new type({ id: id >>> 0, name: found.name, bytes })
  }

  #skipFields(reader: Reader, { layout }: OutsideConstructor): void {
    enter(reader)
    /** The values of the `#` fields, in their order. */
    const numbers: number[] = []
    for (const word of layout) {
      const [, at, bit, rest = word] = /^\?(\d+)\.(\d+)(.*)$/.exec(word) ?? []
      const isThere = at === undefined || (Number(numbers[Number(at)]) & (1 << Number(bit))) !== 0
      if (rest === 'n') numbers.push(isThere ? readNat(reader) : 0)
      else if (isThere) this.#skip(reader, rest, numbers)
    }
    leave(reader)
  }

  #skip(reader: Reader, layout: string, numbers: readonly number[]): void {
    const rest = layout.slice(1)
    const item = (): void => {
      this.#skip(reader, rest, numbers)
    }
    switch (layout[0]) {
      case 'i':
      case 'n':
        reader.int()
        return
      case 'l':
        readRaw(reader, 8)
        return
      case 'x':
        readRaw(reader, 16)
        return
      case 'y':
        readRaw(reader, 32)
        return
      case 'z':
        readRaw(reader, 64)
        return
      case 's':
        readBytes(reader)
        return
      case 'V':
        readVector(reader, item, sizeOf(rest))
        return
      case 'v':
        readBareVector(reader, item, sizeOf(rest))
        return
      case 'o':
        this.#skipById(reader, reader.int())
        return
      case '%':
        this.#skipById(reader, Number.parseInt(rest, 16) | 0)
        return
      case '*':
      case '@':
        this.#skipRepeated(reader, layout, numbers)
        return
      default:
        // A `true` takes no bytes.
        return
    }
  }

  #skipById(reader: Reader, id: number): void {
    const found = this.find(id)
    if (found === undefined) reader.unknown(id, 'Object', this.schema)
    else this.#skipFields(reader, found)
  }

  /** `*4,i`: so often; `@1,i`: as often as the second `#` says. */
  #skipRepeated(reader: Reader, layout: string, numbers: readonly number[]): void {
    const comma = layout.indexOf(',')
    const number = Number(layout.slice(1, comma))
    const count = layout.startsWith('*') ? number : (numbers[number] ?? 0)
    const item = layout.slice(comma + 1)
    readRepetition(
      reader,
      count,
      () => {
        this.#skip(reader, item, numbers)
      },
      sizeOf(item),
    )
  }
}

/** A value without its id may be empty; anything else takes four bytes at least. */
function sizeOf(layout: string): number {
  return /^[%*@]?$/.test(layout.slice(0, 1)) ? 0 : 4
}
