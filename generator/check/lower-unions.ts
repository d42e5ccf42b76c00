import type { Constructor, Union } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'
import { namespaceOf } from '../naming/words.js'

/** Groups constructors by their type, in the order in which the types first appear. */
export function lowerUnions(
  constructors: ReadonlyMap<string, Constructor>,
  descriptions: ReadonlyMap<string, string>,
): ReadonlyMap<string, Union> {
  const members = new Map<string, string[]>()
  for (const { key, union } of constructors.values()) {
    const keys = members.get(union)
    if (keys) keys.push(key)
    else members.set(union, [key])
  }
  const recursive = recursiveUnions(constructors, members)
  const unions = new Map<string, Union>()
  for (const [name, keys] of members) {
    const description = descriptions.get(name)
    unions.set(name, {
      name,
      namespace: namespaceOf(name),
      constructors: keys,
      recursive: recursive.has(name),
      ...(description === undefined ? {} : { description }),
    })
  }
  return unions
}

/** The types that can contain themselves, directly or through others. */
function recursiveUnions(
  constructors: ReadonlyMap<string, Constructor>,
  members: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const edges = new Map<string, Set<string>>()
  for (const [name, keys] of members) {
    const targets = new Set<string>()
    for (const key of keys) {
      for (const field of constructors.get(key)?.fields ?? []) {
        const target = unionWithin(field.type, constructors)
        if (target !== undefined) targets.add(target)
      }
    }
    edges.set(name, targets)
  }
  return new Set([...edges.keys()].filter((name) => reaches(name, edges)))
}

function reaches(start: string, edges: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const seen = new Set<string>()
  const open = [...(edges.get(start) ?? [])]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === start) return true
    if (seen.has(name)) continue
    seen.add(name)
    open.push(...(edges.get(name) ?? []))
  }
  return false
}

function unionWithin(type: TypeRef, constructors: ReadonlyMap<string, Constructor>): string | undefined {
  switch (type.kind) {
    case 'boxed':
      return type.union
    case 'bare':
      return constructors.get(type.name)?.union
    case 'vector':
    case 'repetition':
      return unionWithin(type.item, constructors)
    default:
      return undefined
  }
}
