import type { Field } from '../ir/schema.js'
import { propertyName } from '../naming/names.js'

/** The local variable that holds a mask (or another `#` field) while an object is read or written. */
export function localName(tlName: string): string {
  return `${propertyName(tlName)}$`
}

/** A mask called `flags` says only which fields follow; other `#` fields mean something by themselves. */
export function isHiddenMask(field: Field): boolean {
  return field.isMask && /^flags\d*$/.test(field.tlName)
}

/** The fields that are properties of the object. */
export function visibleFields(fields: readonly Field[]): readonly Field[] {
  return fields.filter((field) => !isHiddenMask(field))
}

/** A field is a `true` that a bit stands for. */
export function isFlag(field: Field): boolean {
  return field.condition !== undefined && field.type.kind === 'primitive' && field.type.name === 'true'
}

/** Several fields that one bit stands for: all of them are there, or none. */
export interface BitGroup {
  readonly mask: string
  readonly bit: number
  readonly fields: readonly Field[]
}

/** The conditional fields of a mask by their bits, in the order of the bits' first use. */
export function bitsOf(mask: string, fields: readonly Field[]): readonly BitGroup[] {
  const groups = new Map<number, Field[]>()
  for (const field of fields) {
    if (field.condition?.mask !== mask) continue
    const group = groups.get(field.condition.bit)
    if (group) group.push(field)
    else groups.set(field.condition.bit, [field])
  }
  return [...groups].map(([bit, group]) => ({ mask, bit, fields: group }))
}

/** Every bit of a mask that some field stands for. */
export function knownBits(mask: string, fields: readonly Field[]): number {
  return bitsOf(mask, fields).reduce((bits, { bit }) => bits | (1 << bit), 0)
}

/** All bits of a definition that stand for several fields. */
export function sharedBits(fields: readonly Field[]): readonly BitGroup[] {
  return fields
    .filter((field) => field.isMask)
    .flatMap((mask) => bitsOf(mask.tlName, fields))
    .filter((group) => group.fields.length > 1)
}
