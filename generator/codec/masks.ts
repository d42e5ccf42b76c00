import type { Field } from '../ir/schema.js'

/** The bits of a mask that some field stands for. */
export function knownBits(mask: string, fields: readonly Field[]): number {
  return fields.reduce(
    (bits, { condition }) => (condition?.mask === mask ? bits | (1 << condition.bit) : bits),
    0,
  )
}

/** A mask called `flags` says only which fields follow; other `#` fields mean something by themselves. */
export function isHiddenMask(field: Field): boolean {
  return field.isMask && /^flags\d*$/.test(field.tlName)
}

/** A field is a `true` that a bit stands for. */
export function isFlag({ condition, type }: Field): boolean {
  return condition !== undefined && type.kind === 'primitive' && type.name === 'true'
}
