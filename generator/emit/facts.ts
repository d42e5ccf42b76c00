import { onceFor } from '../ir/once-for.js'
import type { MethodErrors, RpcErrorSpec } from '../ir/errors.js'
import type { Definition } from '../ir/schema.js'
import type { MethodPlan, ModulePlan, UnionPlan } from '../plan/module-plan.js'
import type { FileContents } from './file-memory.js'
import { askedKinds, type Asked } from './plan-view.js'

/** What a file is made from: what it has, and what else is asked for. */
type FactKind = 'types' | 'methods' | Asked

/** The keys of what a file is made from. */
export type Facts = Readonly<Partial<Record<FactKind, readonly string[]>>>

const kinds: readonly FactKind[] = ['types', 'methods', ...askedKinds]

/** What the definitions of a file are made from. */
export function factsOf({ unions, methods }: FileContents): Facts {
  return {
    types: unions.map(({ union }) => union.name),
    constructors: unions.flatMap(({ constructors }) => constructors.map(({ key }) => key)),
    methods: methods.map(({ method }) => method.key),
  }
}

/** The texts of facts, for one plan: many files are made from the same ones. */
export class FactTexts {
  readonly #plan: ModulePlan
  readonly #known = new Map<FactKind, Map<string, string>>(kinds.map((kind) => [kind, new Map()]))

  constructor(plan: ModulePlan) {
    this.#plan = plan
  }

  /** All there is to know. */
  textOf(facts: Facts): string {
    return kinds
      .map(
        (kind) =>
          `${kind}\n${facts[kind]?.map((key) => `${key}\t${this.#text(kind, key)}\n`).join('') ?? ''}`,
      )
      .join('')
  }

  #text(kind: FactKind, key: string): string {
    const known = this.#known.get(kind)
    const last = known?.get(key)
    if (last !== undefined) return last
    const text = makers[kind](key, this.#plan)
    known?.set(key, text)
    return text
  }
}

/** Each thing as JSON; nothing where there is no such thing. */
const makers: Readonly<Record<FactKind, (key: string, plan: ModulePlan) => string>> = {
  types: (name, { unions }) => typeText(unions.get(name)),
  methods: (key, plan) => methodText(methodsOf(plan).get(key)),
  constructors: (key, { schema }) => definitionText(schema.constructors.get(key)),
  unionViews: (name, { unionViews }) => text(unionViews.get(name)),
  constructorClasses: (key, { constructorClasses }) => text(constructorClasses.get(key)),
  methodClasses: (key, { methodClasses }) => text(methodClasses.get(key)),
  methodErrors: (name, { schema }) => errorText(schema.errors?.methods.get(name)),
  errors: (key, { schema }) => {
    const errors: ReadonlyMap<string, RpcErrorSpec> | undefined = schema.errors?.errors
    return errorText(errors?.get(key))
  },
}

function text(value: object | undefined): string {
  return value ? JSON.stringify(value) : ''
}

/** The constructors are facts of their own. */
function typeText(plan: UnionPlan | undefined): string {
  return text(plan && { ...plan, constructors: plan.constructors.map(({ key }) => key) })
}

const methodsOf = onceFor(
  ({ methods }: ModulePlan): ReadonlyMap<string, MethodPlan> =>
    new Map(methods.map((plan) => [plan.method.key, plan])),
)

function methodText(plan: MethodPlan | undefined): string {
  return plan ? `${plan.file}\t${definitionText(plan.method)}` : ''
}

/** Nothing that is made from a schema depends on where in a text its parts stand. */
function definitionText(definition: Definition | undefined): string {
  if (!definition) return ''
  const fields = definition.fields.map((field) => ({ ...field, place: undefined }))
  return JSON.stringify({ ...definition, fields, place: undefined })
}

function errorText(error: MethodErrors | RpcErrorSpec | undefined): string {
  return text(error && { ...error, place: undefined })
}
