import type { Field } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import type { ExampleValue, ObjectValue } from './example-value.js'

const boolTrue = 0x997275b5
const boolFalse = 0xbc799737
const vectorId = 0x1cb5c415

/** The bytes of an example as they go over the wire, the id first. */
export function encodeExample(value: ObjectValue): Uint8Array {
  const writer = new ExampleWriter()
  writer.object(value, true)
  return writer.bytes()
}

/** Writes for examples alone: it is short, not fast. */
class ExampleWriter {
  readonly #pieces: Uint8Array[] = []

  bytes(): Uint8Array {
    return Uint8Array.from(this.#pieces.flatMap((piece) => [...piece]))
  }

  object({ definition, fields }: ObjectValue, withId: boolean): void {
    if (withId) this.#number(definition.id)
    const present = new Map(fields.map(({ field, value }) => [field.tlName, value]))
    for (const field of definition.fields) {
      if (field.isMask) this.#number(maskOf(field, definition.fields, present))
      const value = present.get(field.tlName)
      if (value && !field.isMask) this.#value(field.type, value)
    }
  }

  #value(type: TypeRef, value: ExampleValue): void {
    switch (value.kind) {
      case 'object':
        return this.object(value, type.kind !== 'bare')
      case 'list':
        return this.#list(type, value.items)
      case 'number':
        return this.#plainNumber(type, value.value)
      case 'long':
        return this.#long(value.value)
      case 'text':
        return this.#counted(new TextEncoder().encode(value.value))
      case 'bytes':
        if (type.kind === 'primitive' && type.name === 'bytes') return this.#counted(value.value)
        this.#pieces.push(value.value)
        return
      case 'boolean':
        // A `true` is in the mask alone.
        if (type.kind === 'primitive' && type.name === 'Bool')
          this.#number(value.value ? boolTrue : boolFalse)
    }
  }

  #list(type: TypeRef, items: readonly ExampleValue[]): void {
    if (type.kind !== 'vector' && type.kind !== 'repetition') return
    if (type.kind === 'vector') {
      if (type.boxed) this.#number(vectorId)
      this.#number(items.length)
    }
    for (const item of items) this.#value(type.item, item)
  }

  #plainNumber(type: TypeRef, value: number): void {
    const name = type.kind === 'primitive' ? type.name : 'int'
    if (name === 'int53') return this.#long(BigInt(value))
    if (name !== 'double') return this.#number(value)
    const view = new DataView(new ArrayBuffer(8))
    view.setFloat64(0, value, true)
    this.#pieces.push(new Uint8Array(view.buffer))
  }

  #number(value: number): void {
    const view = new DataView(new ArrayBuffer(4))
    view.setInt32(0, value | 0, true)
    this.#pieces.push(new Uint8Array(view.buffer))
  }

  #long(value: bigint): void {
    const view = new DataView(new ArrayBuffer(8))
    view.setBigInt64(0, value, true)
    this.#pieces.push(new Uint8Array(view.buffer))
  }

  /** With its length before it, and filled up to a multiple of four. */
  #counted(content: Uint8Array): void {
    const { length } = content
    const head = length < 254 ? [length] : [254, length & 255, (length >> 8) & 255, (length >> 16) & 255]
    const fill = (4 - ((head.length + length) % 4)) % 4
    this.#pieces.push(Uint8Array.from(head), content, new Uint8Array(fill))
  }
}

function maskOf(mask: Field, fields: readonly Field[], present: ReadonlyMap<string, ExampleValue>): number {
  return fields.reduce((bits, { condition, tlName }) => {
    const isSet = condition?.mask === mask.tlName && present.has(tlName)
    return isSet ? bits | (1 << condition.bit) : bits
  }, 0)
}
