import { claim } from '../../generated/telegram/runtime/claim.js'
import type { TlObject } from '../../generated/telegram/runtime/object.js'
import { beginBareVector, beginVector } from '../../generated/telegram/runtime/write-nested.js'
import {
  writeBool,
  writeBytes,
  writeDouble,
  writeInt128,
  writeInt256,
  writeInt512,
  writeInt53,
  writeLong,
  writeNat,
} from '../../generated/telegram/runtime/write-scalars.js'
import { writeString } from '../../generated/telegram/runtime/write-string.js'
import { Writer } from '../../generated/telegram/runtime/writer.js'
import { assertNever } from '../../generator/ir/assert-never.js'
import type { PrimitiveName, TypeRef } from '../../generator/ir/type-ref.js'

type Write = (writer: Writer, value: never) => void

const writers: Readonly<Record<PrimitiveName, Write>> = {
  int: (writer, value: number) => writer.int(value),
  nat: writeNat,
  int53: writeInt53,
  long: writeLong,
  double: writeDouble,
  string: writeString,
  bytes: writeBytes,
  int128: writeInt128,
  int256: writeInt256,
  int512: writeInt512,
  Bool: writeBool,
  true: () => undefined,
}

/** The bytes of a value of any type, such as what a server answers: generated classes only write themselves. */
export function encodeType(type: TypeRef, value: unknown): Uint8Array {
  const writer = new Writer()
  writeType(writer, type, value)
  return writer.toBytes()
}

function writeType(writer: Writer, type: TypeRef, value: unknown): void {
  switch (type.kind) {
    case 'primitive':
      // The writers check what they are given.
      return writers[type.name](writer, claim<never>(value))
    case 'boxed':
    case 'object':
    case 'query':
      return claim<TlObject>(value).$write(writer)
    case 'vector': {
      const items = claim<readonly unknown[]>(value)
      for (const item of type.boxed ? beginVector(writer, items) : beginBareVector(writer, items)) {
        writeType(writer, type.item, item)
      }
      return
    }
    case 'bare':
    case 'repetition':
    case 'parameter':
      throw new Error(`a result of this kind is not written here: ${type.kind}`)
    default:
      return assertNever(type)
  }
}
