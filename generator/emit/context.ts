import type { Imports } from './imports.js'
import type { PlanView } from './plan-view.js'

/** What the text of a class is written in. */
export interface ClassContext {
  readonly plan: PlanView
  readonly imports: Imports
}
