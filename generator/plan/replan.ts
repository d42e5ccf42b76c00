import type { Constructor, Schema, Union } from '../ir/schema.js'
import {
  bareConstructors,
  type MethodPlan,
  type ModulePlan,
  type NamespacePlan,
  type UnionPlan,
} from './module-plan.js'

/**
 * The plan of a schema that has the names of another one, made from the plan of that: files and names stay, and so do
 * all objects but those that hold a definition that has changed. Nothing where the names are others.
 * @param before a plan with the same options
 */
export function replanModule(before: ModulePlan, schema: Schema): ModulePlan | undefined {
  if (before.schema === schema) return before
  if (!hasSameNames(before.schema, schema)) return undefined
  const unions = new Map<string, UnionPlan>()
  for (const [name, plan] of before.unions) {
    const union = schema.unions.get(name)
    if (union) unions.set(name, renewedUnion(plan, union, schema))
  }
  const unionViews = renewedViews(before.unionViews, schema)
  const methods = before.methods.map((plan): MethodPlan => {
    const method = schema.methods.get(plan.method.key)
    return method && method !== plan.method ? { ...plan, method } : plan
  })
  const byKey = new Map(methods.map((plan) => [plan.method.key, plan]))
  const namespaces = new Map<string, NamespacePlan>()
  const root = before.namespaces.get('')
  if (root) renewNamespace(root, { schema, unions, methods: byKey, namespaces })
  return {
    ...before,
    schema,
    unions,
    unionViews,
    methods,
    // In their order: the deepest come first.
    namespaces: new Map([...before.namespaces].map(([key, old]) => [key, namespaces.get(key) ?? old])),
  }
}

/** Whether all that names and files are made from is the same; the key of a definition says all of its names. */
function hasSameNames(a: Schema, b: Schema): boolean {
  return (
    a.name === b.name &&
    a.subset?.outside === b.subset?.outside &&
    isSameList([...a.constructors.keys()], [...b.constructors.keys()]) &&
    isSameList([...a.methods.keys()], [...b.methods.keys()]) &&
    isSameList([...a.unions.keys()], [...b.unions.keys()]) &&
    [...a.unions.values()].every((union) => hasSameMembers(union, b.unions.get(union.name))) &&
    hasSameBare(a, b)
  )
}

function hasSameMembers(a: Union, b: Union | undefined): boolean {
  if (a === b) return true
  return (
    b !== undefined &&
    isSameList(a.constructors, b.constructors) &&
    isSameList(a.outside ?? [], b.outside ?? [])
  )
}

function hasSameBare(a: Schema, b: Schema): boolean {
  const [before, now] = [bareConstructors(a), bareConstructors(b)]
  return before.size === now.size && [...before].every((name) => now.has(name))
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at])
}

function renewedUnion(plan: UnionPlan, union: Union, schema: Schema): UnionPlan {
  const constructors = renewedConstructors(plan.constructors, schema)
  if (union === plan.union && constructors === plan.constructors) return plan
  return { ...plan, union, constructors }
}

/** A field more can make a type hold itself. */
function renewedViews(before: ModulePlan['unionViews'], { unions }: Schema): ModulePlan['unionViews'] {
  const changed = [...before].flatMap(([name, view]) => {
    const isRecursive = unions.get(name)?.recursive ?? view.isRecursive
    return isRecursive === view.isRecursive ? [] : [[name, { ...view, isRecursive }] as const]
  })
  return changed.length === 0 ? before : new Map([...before, ...changed])
}

/** The same list where none has changed. */
function renewedConstructors(constructors: readonly Constructor[], schema: Schema): readonly Constructor[] {
  const renewed = constructors.map((one) => schema.constructors.get(one.key) ?? one)
  return isSameList(constructors, renewed) ? constructors : renewed
}

interface Renewed {
  readonly schema: Schema
  readonly unions: ReadonlyMap<string, UnionPlan>
  readonly methods: ReadonlyMap<string, MethodPlan>
  /** Filled with what is made. */
  readonly namespaces: Map<string, NamespacePlan>
}

function renewNamespace(old: NamespacePlan, renewed: Renewed): NamespacePlan {
  const children = old.children.map((child) => renewNamespace(child, renewed))
  const types = old.types.map((type) => {
    const union = renewed.unions.get(type.union.union.name) ?? type.union
    const constructors = renewedConstructors(type.constructors, renewed.schema)
    return union === type.union && constructors === type.constructors
      ? type
      : { ...type, union, constructors }
  })
  const methods = old.methods.map((plan) => renewed.methods.get(plan.method.key) ?? plan)
  const isSame =
    isSameList(children, old.children) && isSameList(types, old.types) && isSameList(methods, old.methods)
  const namespace = isSame ? old : { ...old, children, types, methods }
  renewed.namespaces.set(old.path.join('.'), namespace)
  return namespace
}
