import type { ClassPlan, UnionView } from '../plan/module-plan.js'
import type { PlanView } from './plan-view.js'

/** The plan of a constructor that a checked schema refers to. */
export function classPlan(plan: Pick<PlanView, 'constructorClasses'>, key: string): ClassPlan {
  const found = plan.constructorClasses.get(key)
  if (!found) throw new Error(`no plan for the constructor ${key}`)
  return found
}

/** The plan of a method. */
export function methodClassPlan(plan: PlanView, key: string): ClassPlan {
  const found = plan.methodClasses.get(key)
  if (!found) throw new Error(`no plan for the method ${key}`)
  return found
}

/** The plan of a type that a checked schema refers to. */
export function unionView(plan: PlanView, name: string): UnionView {
  const found = plan.unionViews.get(name)
  if (!found) throw new Error(`no plan for the type ${name}`)
  return found
}
