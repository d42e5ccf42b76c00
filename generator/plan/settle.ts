import type { Place } from '../diagnostics/diagnostic.js'
import type { ErrorTable } from '../ir/errors.js'
import { onceFor } from '../ir/once-for.js'
import type { Constructor, Definition, Method, Schema } from '../ir/schema.js'
import type { ModulePlan } from './module-plan.js'

/*
 * Of two runs, the later one gets the very objects of the earlier one wherever they are equal: what is made from them
 * can then be told to be the same by looking whether they are.
 */

/** A schema with the definitions of the one before, where they are equal but for their places. */
export function settledSchema(before: Schema | undefined, now: Schema): Schema {
  if (!before) return now
  const constructors = sharedMap(before.constructors, now.constructors, placelessConstructor)
  const methods = sharedMap(before.methods, now.methods, placelessMethod)
  const unions = sharedMap(before.unions, now.unions)
  const errors = now.errors && settledErrors(before.errors, now.errors)
  return settled(before, { ...now, constructors, methods, unions, ...(errors && { errors }) })
}

function settledErrors(before: ErrorTable | undefined, now: ErrorTable): ErrorTable {
  if (!before) return now
  return settled(before, { ...now, methods: sharedMap(before.methods, now.methods) })
}

/** A plan with the parts of the one before, where they are equal. */
export function settledPlan(before: ModulePlan | undefined, now: ModulePlan): ModulePlan {
  if (!before) return now
  const known = new Map(before.methods.map((method) => [method.method.key, method]))
  return {
    ...now,
    unions: sharedMap(before.unions, now.unions),
    unionViews: sharedMap(before.unionViews, now.unionViews),
    constructorClasses: sharedMap(before.constructorClasses, now.constructorClasses),
    methodClasses: sharedMap(before.methodClasses, now.methodClasses),
    methods: now.methods.map((method) => {
      const other = known.get(method.method.key)
      return other && isEqual(other, method) ? other : method
    }),
  }
}

/** The earlier one if all that the later one has is the very same. */
function settled<T extends object>(before: T, now: T): T {
  const left: [string, unknown][] = Object.entries(before)
  const right = new Map<string, unknown>(Object.entries(now))
  return left.length === right.size && left.every(([name, value]) => right.get(name) === value) ? before : now
}

function sharedMap<T>(
  before: ReadonlyMap<string, T>,
  now: ReadonlyMap<string, T>,
  kept: (value: T) => T = (value) => value,
): ReadonlyMap<string, T> {
  let isSame = before.size === now.size
  const keys = before.keys()
  const shared = new Map<string, T>()
  for (const [key, value] of now) {
    const other = before.get(key)
    const isKnown = other !== undefined && (other === value || other === kept(value) || isEqual(other, value))
    // The order of definitions is that of the indexes.
    isSame &&= isKnown && keys.next().value === key
    shared.set(key, isKnown ? other : kept(value))
  }
  return isSame ? before : shared
}

const nowhere: Place = { source: { name: '', text: '' }, span: { start: 0, end: 0 } }

/** A definition that may be kept for many runs does not keep the whole text of one of them. */
function placeless<T extends Definition>(definition: T): T {
  const fields = definition.fields.map((field) => ({ ...field, place: nowhere }))
  return { ...definition, fields, place: nowhere }
}

const placelessConstructor = onceFor((one: Constructor) => placeless(one))
const placelessMethod = onceFor((one: Method) => placeless(one))

/** Nothing that is made from a schema depends on where in a text its parts stand. */
const ignored = 'place'

/** For plain data: objects and arrays of the same values. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((value: unknown, at) => isEqual(value, b[at]))
  }
  if (a instanceof Map || b instanceof Map) return false
  const left: [string, unknown][] = Object.entries(a)
  const right = new Map<string, unknown>(Object.entries(b))
  return (
    left.length === right.size &&
    left.every(([name, value]) => name === ignored || isEqual(value, right.get(name)))
  )
}
