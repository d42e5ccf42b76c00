import type { Definition, Schema } from '../ir/schema.js'
import { discriminant } from '../naming/names.js'
import { diffFields } from './diff-fields.js'
import { directionsOf, type Directions } from './directions.js'
import { breaking, compatible, worst, type DefinitionChange, type Impact, type SchemaDiff } from './model.js'

/** Compares two checked schemas, field by field. */
export function diffSchemas(before: Schema, after: Schema): SchemaDiff {
  const directions = joined(directionsOf(before), directionsOf(after))
  const scope: Scope = { before, after, directions }
  const definitions = [
    ...compare(before.constructors, after.constructors, scope),
    ...compare(before.methods, after.methods, scope),
  ]
  const typesAdded = [...after.unions.keys()].filter((name) => !before.unions.has(name)).sort()
  const typesRemoved = [...before.unions.keys()].filter((name) => !after.unions.has(name)).sort()
  return {
    ...(before.layer !== undefined && { layerBefore: before.layer }),
    ...(after.layer !== undefined && { layerAfter: after.layer }),
    typesAdded,
    typesRemoved,
    definitions,
    ...worst(definitions),
  }
}

interface Scope {
  readonly before: Schema
  readonly after: Schema
  readonly directions: Directions
}

function joined(a: Directions, b: Directions): Directions {
  return { read: new Set([...a.read, ...b.read]), written: new Set([...a.written, ...b.written]) }
}

function compare(
  before: ReadonlyMap<string, Definition>,
  after: ReadonlyMap<string, Definition>,
  scope: Scope,
): readonly DefinitionChange[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort()
  return keys.flatMap((key) => {
    const [old, now] = [before.get(key), after.get(key)]
    if (old && now) return changed(old, now, scope)
    if (now)
      return [{ ...shared(now), change: 'added', after: now.tl, idAfter: now.id, ...added(now, scope) }]
    if (old)
      return [{ ...shared(old), change: 'removed', before: old.tl, idBefore: old.id, ...removed(old, scope) }]
    return []
  })
}

function shared(
  definition: Definition,
): Pick<DefinitionChange, 'kind' | 'name' | 'result' | 'fields' | 'hidden'> {
  const { kind, tlName, variantOf } = definition
  return {
    kind,
    name: discriminant(tlName, variantOf),
    result: resultOf(definition),
    fields: [],
    hidden: false,
  }
}

function resultOf(definition: Definition): string {
  return definition.kind === 'method' ? definition.tlResult : definition.union
}

/** Whoever tells the constructors of a type apart has a case to add; a type that is new has nobody who does. */
function added(definition: Definition, { before, directions }: Scope): Impact {
  if (definition.kind === 'method' || !before.unions.has(definition.union)) return compatible
  return directed({ readers: 'breaking', writers: 'compatible' }, definition, directions)
}

function removed(definition: Definition, { directions }: Scope): Impact {
  if (definition.kind === 'method') return { readers: 'compatible', writers: 'breaking' }
  return directed(breaking, definition, directions)
}

/** Arguments are never read, results are never made. */
function directed(impact: Impact, definition: Definition, { read, written }: Directions): Impact {
  if (definition.kind === 'method') return { readers: 'compatible', writers: impact.writers }
  return {
    readers: read.has(definition.union) ? impact.readers : 'compatible',
    writers: written.has(definition.union) ? impact.writers : 'compatible',
  }
}

function changed(before: Definition, after: Definition, { directions }: Scope): readonly DefinitionChange[] {
  const fields = diffFields(before.fields, after.fields)
  const isOther = resultOf(before) !== resultOf(after)
  if (fields.length === 0 && !isOther && before.id === after.id) return []
  const inFields = directed(worst(fields), after, directions)
  // The result of a method is read by whoever calls it; a constructor of another type is in another union.
  const impact = isOther
    ? worst([inFields, after.kind === 'method' ? { ...compatible, readers: 'breaking' } : breaking])
    : inFields
  return [
    {
      ...shared(after),
      change: 'changed',
      before: before.tl,
      after: after.tl,
      idBefore: before.id,
      idAfter: after.id,
      ...(isOther && { resultBefore: resultOf(before) }),
      fields,
      hidden: before.id === after.id,
      ...impact,
    },
  ]
}
