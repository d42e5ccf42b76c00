import type { Field } from '../ir/schema.js'
import { propertyName } from '../naming/names.js'
import type { ClassContext } from './context.js'
import { assignmentOfOperation, callOfOperation, quoted, statementIf } from './layout.js'
import { bitsOf, isFlag, isHiddenMask, knownBits, localName, type BitGroup } from './masks.js'
import { bitText } from './read-text.js'
import { refuseTorn, spareBits, writeMask } from './runtime-symbols.js'

/** The place of a mask in the output. No field can have such a name. */
const placeName = (mask: string): string => `${localName(mask)}at`

/**
 * A mask: its bits for flags, and for what else is known before the fields are written. Where other fields follow, room
 * is left for it: each adds its bit as it is written, so that it is looked at once, and {@link endMasks} closes them.
 */
export function beginMask(mask: Field, fields: readonly Field[], context: ClassContext): readonly string[] {
  const groups = bitsOf(mask.tlName, fields)
  const checks = groups.flatMap((group) => togetherCheck(group, context))
  const flags = groups.flatMap(({ bit, fields: group }) => {
    const flag = group.find(isFlag)
    return flag ? [`${propertyOf(flag)} ? ${bitText(bit)} : 0`] : []
  })
  const isAlone = isHiddenMask(mask) && flags.length < 2
  const bits = isAlone ? flags : flags.map((term) => `(${term})`)
  if (!isHiddenMask(mask))
    bits.unshift(
      `${context.imports.value(spareBits)}(writer, ${propertyOf(mask)}, ${String(~knownBits(mask.tlName, fields))})`,
    )
  if (bits.length === 0) bits.push('0')
  if (!isOpen(mask, fields)) return [...checks, ...callOfOperation('writer.id', bits)]
  return [
    ...checks,
    `const ${placeName(mask.tlName)} = writer.take(4)`,
    ...assignmentOfOperation(`let ${localName(mask.tlName)}`, bits),
  ]
}

/** What a field that is there adds to its mask: of those that share a bit, the first. */
export function bitOfField(field: Field, fields: readonly Field[]): readonly string[] {
  const { condition } = field
  if (condition === undefined) return []
  const group = bitsOf(condition.mask, fields).find(({ bit }) => bit === condition.bit)
  return group?.fields[0] === field && !group.fields.some(isFlag)
    ? [`${localName(condition.mask)} |= ${bitText(condition.bit)}`]
    : []
}

/** Puts the masks that were left open in their places. */
export function endMasks(fields: readonly Field[], { imports }: ClassContext): readonly string[] {
  return fields
    .filter((field) => field.isMask && isOpen(field, fields))
    .map(({ tlName }) => `${imports.value(writeMask)}(writer, ${placeName(tlName)}, ${localName(tlName)})`)
}

/** Some bit is known when its field is written. */
function isOpen(mask: Field, fields: readonly Field[]): boolean {
  return bitsOf(mask.tlName, fields).some((group) => !group.fields.some(isFlag))
}

function propertyOf(field: Field): string {
  return `this.${propertyName(field.tlName)}`
}

function togetherCheck({ fields }: BitGroup, { imports }: ClassContext): readonly string[] {
  const [first, ...others] = fields
  if (!first || others.length === 0) return []
  const names = fields.map((field) => propertyName(field.tlName))
  const have = (field: Field): string =>
    isFlag(field) ? `!!${propertyOf(field)}` : `(${propertyOf(field)} !== undefined)`
  const tests = others.map((other) => `${have(first)} !== ${have(other)}`)
  return statementIf(tests, `${imports.value(refuseTorn)}(writer, this, ${quoted(names.join(', '))})`)
}
