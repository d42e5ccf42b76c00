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

/**
 * What an emitter has read of a plan. It has no part of the plan but that, so that whoever keeps it keeps no plan
 * alive.
 */
export class ReadLog {
  readonly #schema: Omit<SchemaView, 'constructors' | 'errors'>
  readonly #notes: AllNotes = {
    constructors: new Map(),
    unionViews: new Map(),
    constructorClasses: new Map(),
    methodClasses: new Map(),
    methodErrors: new Map(),
    errors: new Map(),
  }

  constructor({ schema: { name, layer } }: PlanView) {
    // Only that there is a layer is known.
    this.#schema = { name, ...(layer !== undefined && { layer: 0 }) }
  }

  /** The plan, for an emitter whose reads are to be known. */
  record({ schema, unionViews, constructorClasses, methodClasses }: PlanView): PlanView {
    const notes = this.#notes
    const { methods, errors } = schema.errors ?? { methods: nothing, errors: nothing }
    return {
      schema: {
        ...this.#schema,
        constructors: noting(schema.constructors, notes.constructors),
        errors: { methods: noting(methods, notes.methodErrors), errors: noting(errors, notes.errors) },
      },
      unionViews: noting(unionViews, notes.unionViews),
      constructorClasses: noting(constructorClasses, notes.constructorClasses),
      methodClasses: noting(methodClasses, notes.methodClasses),
    }
  }

  /** True if an emitter would read the same of this plan: the very same objects. */
  holdsFor({ schema, unionViews, constructorClasses, methodClasses }: PlanView): boolean {
    const notes = this.#notes
    const { methods, errors } = schema.errors ?? { methods: nothing, errors: nothing }
    return (
      schema.name === this.#schema.name &&
      (schema.layer === undefined) === (this.#schema.layer === undefined) &&
      wouldGive(schema.constructors, notes.constructors) &&
      wouldGive(unionViews, notes.unionViews) &&
      wouldGive(constructorClasses, notes.constructorClasses) &&
      wouldGive(methodClasses, notes.methodClasses) &&
      wouldGive(methods, notes.methodErrors) &&
      wouldGive(errors, notes.errors)
    )
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
