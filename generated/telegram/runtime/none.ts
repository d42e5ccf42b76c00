import { claim } from './claim.js'

/** Stands where the fields of a value would, when it is read: `new X(none, reader)`. */
export const none: never = /* @__PURE__ */ claim<never>(undefined)
