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
  return onCycles(edges)
}

/** A node while its strongly connected component is looked for. */
interface Visit {
  readonly name: string
  readonly targets: Iterator<string>
  readonly order: number
  /** The smallest order of an open node that this one reaches. */
  lowest: number
}

/**
 * The nodes that can reach themselves (Tarjan's algorithm). With a list of its own instead of calls, for types may
 * be chained deeper than calls can be.
 */
function onCycles(edges: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const cyclic = new Set<string>()
  const visits = new Map<string, Visit>()
  const open = new Set<string>()
  const stack: string[] = []
  const path: Visit[] = []
  const enter = (name: string): void => {
    const targets = (edges.get(name) ?? new Set<string>()).values()
    const visit = { name, targets, order: visits.size, lowest: visits.size }
    visits.set(name, visit)
    open.add(name)
    stack.push(name)
    path.push(visit)
  }
  for (const start of edges.keys()) {
    if (!visits.has(start)) enter(start)
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const next = visit.targets.next()
      if (next.done !== true) {
        const target = visits.get(next.value)
        if (!target) enter(next.value)
        else if (open.has(target.name)) visit.lowest = Math.min(visit.lowest, target.order)
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent) parent.lowest = Math.min(parent.lowest, visit.lowest)
      if (visit.lowest !== visit.order) continue
      // All that were opened since this one are its component: a cycle, unless it is alone and has no edge to itself.
      const members = stack.splice(stack.lastIndexOf(visit.name))
      const isCycle = members.length > 1 || edges.get(visit.name)?.has(visit.name) === true
      for (const member of members) {
        open.delete(member)
        if (isCycle) cyclic.add(member)
      }
    }
  }
  return cyclic
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
