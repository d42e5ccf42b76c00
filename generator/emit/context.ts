import type { ModulePlan } from '../plan/module-plan.js'
import type { Imports } from './imports.js'

/** What the text of a class is written in. */
export interface ClassContext {
  readonly plan: ModulePlan
  readonly imports: Imports
}
