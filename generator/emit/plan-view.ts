import { noting, wouldGive, type Lookup, type Notes } from '../ir/lookup.js'
import type { Constructor, Schema } from '../ir/schema.js'
import type { ClassPlan, UnionPlan } from '../plan/module-plan.js'

/** What the file of a definition is made from besides the definition: the emitters of classes see this much. */
export interface PlanView {
  readonly schema: SchemaView
  readonly unions: Lookup<UnionPlan>
  readonly constructorClasses: Lookup<ClassPlan>
  readonly methodClasses: Lookup<ClassPlan>
}

export interface SchemaView extends Pick<Schema, 'name' | 'layer' | 'errors'> {
  readonly constructors: Lookup<Constructor>
}

/**
 * What an emitter has read of a plan. It has no part of the plan but that, so that whoever keeps it keeps no plan
 * alive.
 */
export class ReadLog {
  readonly #schema: Omit<SchemaView, 'constructors'>
  readonly #constructors: Notes<Constructor> = new Map()
  readonly #unions: Notes<UnionPlan> = new Map()
  readonly #constructorClasses: Notes<ClassPlan> = new Map()
  readonly #methodClasses: Notes<ClassPlan> = new Map()

  constructor({ schema: { name, layer, errors } }: PlanView) {
    this.#schema = { name, ...(layer !== undefined && { layer }), ...(errors && { errors }) }
  }

  /** The plan, for an emitter whose reads are to be known. */
  record({ schema, unions, constructorClasses, methodClasses }: PlanView): PlanView {
    return {
      schema: { ...this.#schema, constructors: noting(schema.constructors, this.#constructors) },
      unions: noting(unions, this.#unions),
      constructorClasses: noting(constructorClasses, this.#constructorClasses),
      methodClasses: noting(methodClasses, this.#methodClasses),
    }
  }

  /** True if an emitter would read the same of this plan: the very same objects. */
  holdsFor({ schema, unions, constructorClasses, methodClasses }: PlanView): boolean {
    return (
      schema.name === this.#schema.name &&
      schema.layer === this.#schema.layer &&
      schema.errors === this.#schema.errors &&
      wouldGive(schema.constructors, this.#constructors) &&
      wouldGive(unions, this.#unions) &&
      wouldGive(constructorClasses, this.#constructorClasses) &&
      wouldGive(methodClasses, this.#methodClasses)
    )
  }
}
