import type { ErrorKey, MethodErrors, RpcErrorSpec } from '../ir/errors.js'
import { noting, wouldGive, type Lookup, type Notes } from '../ir/lookup.js'
import type { Constructor, Schema } from '../ir/schema.js'
import type { ClassPlan, UnionView } from '../plan/module-plan.js'

/** What the file of a definition is made from besides the definition: the emitters of classes see this much. */
export interface PlanView {
  readonly schema: SchemaView
  readonly unionViews: Lookup<UnionView>
  readonly constructorClasses: Lookup<ClassPlan>
  readonly methodClasses: Lookup<ClassPlan>
}

export interface SchemaView extends Pick<Schema, 'name'> {
  /** Which one it is is for `layerMark` to say. */
  readonly layer?: number
  readonly constructors: Lookup<Constructor>
  readonly errors?: ErrorsView
}

export interface ErrorsView {
  readonly methods: Lookup<MethodErrors>
  readonly errors: Lookup<RpcErrorSpec, ErrorKey>
}

interface AllNotes {
  readonly constructors: Notes<Constructor>
  readonly unionViews: Notes<UnionView>
  readonly constructorClasses: Notes<ClassPlan>
  readonly methodClasses: Notes<ClassPlan>
  readonly methodErrors: Notes<MethodErrors>
  readonly errors: Notes<RpcErrorSpec, ErrorKey>
}

/** What a plan is asked for. */
export type Asked = keyof AllNotes

export const askedKinds = [
  'constructors',
  'unionViews',
  'constructorClasses',
  'methodClasses',
  'methodErrors',
  'errors',
] as const satisfies readonly Asked[]

const nothing = { get: () => undefined }
const noErrors: ErrorsView = { methods: nothing, errors: nothing }

function errorsOf({ schema: { errors = noErrors } }: PlanView): ErrorsView {
  return errors
}

function givesSame<T, K extends string>(now: Lookup<T, K>, last: Lookup<T, K>, notes: Notes<T, K>): boolean {
  return now === last || wouldGive(now, notes)
}

/** What an emitter has read of a plan. Whoever keeps it keeps the last plan alive that it held for. */
export class ReadLog {
  #plan: PlanView
  readonly #notes: AllNotes = {
    constructors: new Map(),
    unionViews: new Map(),
    constructorClasses: new Map(),
    methodClasses: new Map(),
    methodErrors: new Map(),
    errors: new Map(),
  }

  constructor(plan: PlanView) {
    this.#plan = plan
  }

  /** The plan, for an emitter whose reads are to be known. */
  record(): PlanView {
    const notes = this.#notes
    const { schema, unionViews, constructorClasses, methodClasses } = this.#plan
    const { name, layer, constructors } = schema
    const { methods, errors } = errorsOf(this.#plan)
    return {
      schema: {
        name,
        // Only that there is a layer is known.
        ...(layer !== undefined && { layer: 0 }),
        constructors: noting(constructors, notes.constructors),
        errors: { methods: noting(methods, notes.methodErrors), errors: noting(errors, notes.errors) },
      },
      unionViews: noting(unionViews, notes.unionViews),
      constructorClasses: noting(constructorClasses, notes.constructorClasses),
      methodClasses: noting(methodClasses, notes.methodClasses),
    }
  }

  /** True if an emitter would read the same of this plan: the very same objects. */
  holdsFor(plan: PlanView): boolean {
    const last = this.#plan
    const notes = this.#notes
    const [errors, lastErrors] = [errorsOf(plan), errorsOf(last)]
    const holds =
      plan.schema.name === last.schema.name &&
      (plan.schema.layer === undefined) === (last.schema.layer === undefined) &&
      givesSame(plan.schema.constructors, last.schema.constructors, notes.constructors) &&
      givesSame(plan.unionViews, last.unionViews, notes.unionViews) &&
      givesSame(plan.constructorClasses, last.constructorClasses, notes.constructorClasses) &&
      givesSame(plan.methodClasses, last.methodClasses, notes.methodClasses) &&
      givesSame(errors.methods, lastErrors.methods, notes.methodErrors) &&
      givesSame(errors.errors, lastErrors.errors, notes.errors)
    if (holds) this.#plan = plan
    return holds
  }

  /** The keys that were asked for. */
  asked(): Readonly<Partial<Record<Asked, readonly string[]>>> {
    const asked: Partial<Record<Asked, readonly string[]>> = {}
    for (const kind of askedKinds) {
      const keys = [...this.#notes[kind].keys()]
      if (keys.length > 0) asked[kind] = keys
    }
    return asked
  }
}
