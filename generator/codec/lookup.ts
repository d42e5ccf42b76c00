import { onceFor } from '../ir/once-for.js'
import type { Definition, Schema } from '../ir/schema.js'
import { discriminant } from '../naming/names.js'

/** Schemas by what a codec asks for. The first one that knows an answer gives it. */
export interface Lookup {
  /** @param id uint32 */
  readonly byId: (id: number) => Found | undefined
  /** @param name the `_` of a value */
  readonly byName: (name: string) => Found | undefined
}

/** A definition and the schema that its types are of. */
export interface Found {
  readonly definition: Definition
  readonly schema: Schema
}

/** The `_` of the values of a definition. */
export function nameOf({ tlName, variantOf }: Definition): string {
  return discriminant(tlName, variantOf)
}

/** Who reads many values looks through a schema once. */
const lookupOf = onceFor((schema: Schema): Lookup => {
  const ids = new Map<number, Found>()
  const names = new Map<string, Found>()
  for (const definition of [...schema.constructors.values(), ...schema.methods.values()]) {
    const found = { definition, schema }
    if (!ids.has(definition.id)) ids.set(definition.id, found)
    if (!names.has(nameOf(definition))) names.set(nameOf(definition), found)
  }
  return { byId: (id) => ids.get(id), byName: (name) => names.get(name) }
})

export function lookupIn(schemas: readonly Schema[]): Lookup {
  const lookups = schemas.map(lookupOf)
  const first = (find: (lookup: Lookup) => Found | undefined): Found | undefined => {
    for (const lookup of lookups) {
      const found = find(lookup)
      if (found) return found
    }
    return undefined
  }
  return {
    byId: (id) => first(({ byId }) => byId(id)),
    byName: (name) => first(({ byName }) => byName(name)),
  }
}

/** Those first that are of the schema itself: two schemas may have one name for different things. */
export function lookupFrom(schema: Schema, schemas: readonly Schema[]): Lookup {
  return lookupIn([schema, ...schemas.filter((other) => other !== schema)])
}
