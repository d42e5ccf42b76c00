import { claim } from '../../generated/telegram/runtime/claim.js'
import type { TlObject } from '../../generated/telegram/runtime/object.js'
import { Writer } from '../../generated/telegram/runtime/writer.js'
import { assertNever } from '../../generator/ir/assert-never.js'
import type { PrimitiveName, TypeRef } from '../../generator/ir/type-ref.js'

type Write = (writer: Writer, value: never) => void

const writers: Readonly<Record<PrimitiveName, Write>> = {
  int: (writer, value: number) => writer.int(value),
  nat: (writer, value: number) => writer.nat(value),
  int53: (writer, value: number) => writer.int53(value),
  long: (writer, value: bigint) => writer.long(value),
  double: (writer, value: number) => writer.double(value),
  string: (writer, value: string) => writer.string(value),
  bytes: (writer, value: Uint8Array) => writer.bytes(value),
  int128: (writer, value: Uint8Array) => writer.int128(value),
  int256: (writer, value: Uint8Array) => writer.int256(value),
  int512: (writer, value: Uint8Array) => writer.int512(value),
  Bool: (writer, value: boolean) => writer.bool(value),
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
      for (const item of type.boxed ? writer.vector(items) : writer.bareVector(items)) {
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
