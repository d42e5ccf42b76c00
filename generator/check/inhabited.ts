import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { assertNever } from '../ir/assert-never.js'
import type { Constructor, Schema } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'

/** Warns of constructors of which no finite value exists, because each would need another one inside it. */
export function checkInhabited(schema: Schema): readonly Diagnostic[] {
  const inhabited = inhabitedConstructors(schema)
  return [...schema.constructors.values()]
    .filter((constructor) => !inhabited.has(constructor.key))
    .map((constructor) => ({
      code: 'TL2016',
      severity: 'warning',
      message: `no finite value of \`${constructor.tlName}\` exists: each would hold another one`,
      place: constructor.place,
      hint: 'make a field of the cycle conditional, or a vector',
    }))
}

/** The least fixed point: grows until no further constructor can be built from what can be built. */
function inhabitedConstructors(schema: Schema): ReadonlySet<string> {
  const inhabited = new Set<string>()
  for (let size = -1; size !== inhabited.size;) {
    size = inhabited.size
    for (const constructor of schema.constructors.values()) {
      if (!inhabited.has(constructor.key) && canBuild(constructor, schema, inhabited))
        inhabited.add(constructor.key)
    }
  }
  return inhabited
}

function canBuild(constructor: Constructor, schema: Schema, inhabited: ReadonlySet<string>): boolean {
  return constructor.fields.every(
    (field) => field.condition !== undefined || hasValue(field.type, schema, inhabited),
  )
}

function hasValue(type: TypeRef, schema: Schema, inhabited: ReadonlySet<string>): boolean {
  switch (type.kind) {
    case 'boxed':
      return schema.unions.get(type.union)?.constructors.some((key) => inhabited.has(key)) ?? false
    case 'bare':
      return inhabited.has(type.name)
    case 'repetition':
      return typeof type.count === 'string' || type.count === 0 || hasValue(type.item, schema, inhabited)
    case 'primitive':
    case 'vector':
    case 'object':
    case 'parameter':
    case 'query':
      return true
    default:
      return assertNever(type)
  }
}
