import type { PrimitiveName, PrimitiveType } from '../ir/type-ref.js'

/** What TL itself defines, and the forms that the code can have of a `long`. */
export type EmittedPrimitive = PrimitiveName | 'longNumber' | 'longString'

/** Which of them a type is in the code. */
export function emittedPrimitive({ name, longAs }: PrimitiveType): EmittedPrimitive {
  if (name !== 'long' || longAs === undefined) return name
  return longAs === 'number' ? 'longNumber' : 'longString'
}
