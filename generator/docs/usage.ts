import type { Constructor, Definition, Method, Schema } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'

/** Who uses a type of a schema. */
export interface TypeUsage {
  readonly returnedBy: readonly Method[]
  readonly takenBy: readonly Method[]
  readonly heldBy: readonly Constructor[]
}

const none: TypeUsage = { returnedBy: [], takenBy: [], heldBy: [] }

/** Finds the users of all types in one pass; older forms of layered constructors do not count. */
export function typeUsages(schema: Schema): (union: string) => TypeUsage {
  const usages = new Map<string, { returnedBy: Method[]; takenBy: Method[]; heldBy: Constructor[] }>()
  const usageOf = (union: string): { returnedBy: Method[]; takenBy: Method[]; heldBy: Constructor[] } => {
    const known = usages.get(union)
    if (known) return known
    const made = { returnedBy: [], takenBy: [], heldBy: [] }
    usages.set(union, made)
    return made
  }
  for (const method of schema.methods.values()) {
    if (method.variantOf !== undefined) continue
    for (const union of fieldUnions(method, schema)) usageOf(union).takenBy.push(method)
    const result = unionWithin(method.result, schema)
    if (result !== undefined) usageOf(result).returnedBy.push(method)
  }
  for (const constructor of schema.constructors.values()) {
    if (constructor.variantOf !== undefined) continue
    for (const union of fieldUnions(constructor, schema)) usageOf(union).heldBy.push(constructor)
  }
  return (union) => usages.get(union) ?? none
}

/** The types of the fields of a definition, each once. */
export function fieldUnions({ fields }: Definition, schema: Schema): ReadonlySet<string> {
  return new Set(fields.flatMap(({ type }) => unionWithin(type, schema) ?? []))
}

/** The type that a value is or consists of. */
export function unionWithin(type: TypeRef, schema: Schema): string | undefined {
  switch (type.kind) {
    case 'boxed':
      return type.union
    case 'bare':
      return schema.constructors.get(type.name)?.union
    case 'vector':
    case 'repetition':
      return unionWithin(type.item, schema)
    default:
      return undefined
  }
}
