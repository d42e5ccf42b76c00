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

/**
 * The keys of constructors, and of types, that have finite values: the least fixed point. It grows from what needs nothing, each time asking only those that
 * waited for what is new.
 */
function inhabitedConstructors(schema: Schema): ReadonlySet<string> {
  const inhabited = new Set<string>()
  /** Constructors by what they could not be built without: the key of a constructor, or a type. */
  const waiting = new Map<string, Constructor[]>()
  const open = [...schema.constructors.values()]
  for (let constructor = open.pop(); constructor; constructor = open.pop()) {
    if (inhabited.has(constructor.key)) continue
    const missing = missingFor(constructor, inhabited)
    if (missing !== undefined) {
      const others = waiting.get(missing)
      if (others) others.push(constructor)
      else waiting.set(missing, [constructor])
      continue
    }
    for (const found of [constructor.key, typeKey(constructor.union)]) {
      inhabited.add(found)
      for (const other of waiting.get(found) ?? []) open.push(other)
      waiting.delete(found)
    }
  }
  return inhabited
}

/** Apart from the keys of constructors, none of which has a space. */
const typeKey = (union: string): string => `type ${union}`

/** The first thing that a constructor needs and that cannot be built so far. */
function missingFor(constructor: Constructor, inhabited: ReadonlySet<string>): string | undefined {
  for (const { condition, type } of constructor.fields) {
    const missing = condition === undefined ? missingType(type, inhabited) : undefined
    if (missing !== undefined) return missing
  }
  return undefined
}

function missingType(type: TypeRef, inhabited: ReadonlySet<string>): string | undefined {
  switch (type.kind) {
    case 'boxed':
      return inhabited.has(typeKey(type.union)) ? undefined : typeKey(type.union)
    case 'bare':
      return inhabited.has(type.name) ? undefined : type.name
    case 'repetition':
      return typeof type.count === 'string' || type.count === 0
        ? undefined
        : missingType(type.item, inhabited)
    case 'primitive':
    case 'vector':
    case 'object':
    case 'parameter':
    case 'query':
      return undefined
    default:
      return assertNever(type)
  }
}
