import { barePrimitives, builtinTypes, objectNames, vectorNames } from '../ir/primitives.js'
import { resultName, type Entry } from './symbols.js'

/** Constructors of the builtin types besides those that are types themselves, such as `int`. */
const otherBuiltins: ReadonlySet<string> = new Set(['boolFalse', 'boolTrue', 'function'])

/** Schemas may declare what the runtime has anyway: `vector {t:Type} # [ t ] = Vector t`, `boolTrue = Bool`. */
export function isBuiltinDeclaration(entry: Entry): boolean {
  if (entry.item.kind === 'builtin') return true
  return !entry.isFunction && builtinTypes.has(resultName(entry.item.result))
}

/** Whether the runtime really has what an entry declares as builtin. */
export function isKnownBuiltin({ item }: Entry): boolean {
  const name = item.name.text
  return (
    builtinTypes.has(resultName(item.result)) &&
    (barePrimitives.has(name) || vectorNames.has(name) || objectNames.has(name) || otherBuiltins.has(name))
  )
}
