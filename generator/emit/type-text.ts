import { assertNever } from '../ir/assert-never.js'
import type { TypeRef } from '../ir/type-ref.js'
import type { Imports } from './imports.js'
import { tlMethod, tlObject } from './runtime-symbols.js'
import { classPlan, unionView } from './lookup.js'
import type { PlanView } from './plan-view.js'
import { emittedPrimitive, type EmittedPrimitive } from './primitive.js'

const primitiveTypes: Readonly<Record<EmittedPrimitive, string>> = {
  int: 'number',
  nat: 'number',
  int53: 'number',
  double: 'number',
  long: 'bigint',
  longNumber: 'number',
  longString: 'string',
  string: 'string',
  bytes: 'Uint8Array',
  int128: 'Uint8Array',
  int256: 'Uint8Array',
  int512: 'Uint8Array',
  Bool: 'boolean',
  true: 'true',
}

/** The TypeScript type of a TL type. */
export function typeText(type: TypeRef, plan: PlanView, imports: Imports): string {
  switch (type.kind) {
    case 'primitive':
      return primitiveTypes[emittedPrimitive(type)]
    case 'vector':
    case 'repetition':
      return `readonly ${arrayItem(typeText(type.item, plan, imports))}[]`
    case 'boxed':
      return imports.type(unionView(plan, type.union).type)
    case 'bare':
      return imports.type(classPlan(plan, type.name).class)
    case 'object':
      return imports.type(tlObject)
    case 'parameter':
      return type.name
    case 'query':
      return `${imports.type(tlMethod)}<${type.parameter}>`
    default:
      return assertNever(type)
  }
}

/** `readonly X[]` needs parentheses to be an item itself. */
function arrayItem(text: string): string {
  return text.startsWith('readonly ') ? `(${text})` : text
}
