import type { Field } from '../ir/schema.js'
import { compatible, type FieldChange, type Impact } from './model.js'

/** The fields that have come, gone, changed or moved, in the order of the new definition; those that have gone last. */
export function diffFields(before: readonly Field[], after: readonly Field[]): readonly FieldChange[] {
  const old = new Map(before.map((field) => [field.tlName, field]))
  const names = new Set(after.map(({ tlName }) => tlName))
  const stayed = before.filter(({ tlName }) => names.has(tlName)).map(({ tlName }) => tlName)
  const changes = after.flatMap((field): FieldChange[] => {
    const known = old.get(field.tlName)
    if (!known) return [{ change: 'added', name: field.tlName, after: field.tlType, ...added(field, after) }]
    if (known.tlType === field.tlType) return []
    const texts = { before: known.tlType, after: field.tlType }
    return [{ change: 'changed', name: field.tlName, ...texts, ...changed(known, field) }]
  })
  const order = after.filter(({ tlName }) => old.has(tlName)).map(({ tlName }) => tlName)
  const moved = order
    .filter((name, index) => stayed[index] !== name)
    .map((name): FieldChange => ({ change: 'moved', name, ...compatible }))
  const removed = before
    .filter(({ tlName }) => !names.has(tlName))
    .map((field): FieldChange => ({
      change: 'removed',
      name: field.tlName,
      before: field.tlType,
      ...gone(field),
    }))
  return [...changes, ...moved, ...removed]
}

function isHidden({ isMask, tlName }: Field): boolean {
  return isMask && /^flags\d*$/.test(tlName)
}

function isOptional({ condition, isMask }: Field): boolean {
  return condition !== undefined || isMask
}

/** A field that may be left out asks nothing of those who make values, unless it shares its bit. */
function added(field: Field, fields: readonly Field[]): Impact {
  const { condition } = field
  const isTorn = fields.some(
    (other) =>
      other !== field &&
      condition !== undefined &&
      other.condition?.mask === condition.mask &&
      other.condition.bit === condition.bit,
  )
  return { readers: 'compatible', writers: isOptional(field) && !isTorn ? 'compatible' : 'breaking' }
}

function gone(field: Field): Impact {
  return isHidden(field) ? compatible : { readers: 'breaking', writers: 'breaking' }
}

/** Another bit is nothing to code that uses names; that a field may be absent is something to its readers. */
function changed(before: Field, after: Field): Impact {
  const bare = ({ tlType }: Field): string => tlType.replace(/^[^?]*\?/, '')
  const isFlag = (field: Field): boolean => field.condition !== undefined && bare(field) === 'true'
  if (isHidden(before) && isHidden(after)) return compatible
  if (bare(before) !== bare(after) || isFlag(before) !== isFlag(after))
    return { readers: 'breaking', writers: 'breaking' }
  return {
    readers: isOptional(after) && !isOptional(before) ? 'breaking' : 'compatible',
    writers: isOptional(before) && !isOptional(after) ? 'breaking' : 'compatible',
  }
}
