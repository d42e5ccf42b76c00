import { assertNever } from '../ir/assert-never.js'
import type { Field, Schema } from '../ir/schema.js'
import type { TypeRef } from '../ir/type-ref.js'

/** Which types a client reads, which it writes: those that the results and the arguments of methods lead to. */
export interface Directions {
  readonly read: ReadonlySet<string>
  readonly written: ReadonlySet<string>
}

/** Of a schema without methods, every type goes both ways. */
export function directionsOf(schema: Schema): Directions {
  const methods = [...schema.methods.values()]
  if (methods.length === 0) {
    const all = new Set(schema.unions.keys())
    return { read: all, written: all }
  }
  return {
    read: reach(
      schema,
      methods.flatMap(({ result }) => unionsOf(result, schema)),
    ),
    written: reach(
      schema,
      methods.flatMap(({ fields }) => unionsOfFields(fields, schema)),
    ),
  }
}

function reach(schema: Schema, roots: readonly string[]): ReadonlySet<string> {
  const reached = new Set(roots)
  // A set takes what is added while it is gone through.
  for (const name of reached) {
    for (const key of schema.unions.get(name)?.constructors ?? []) {
      for (const inner of unionsOfFields(schema.constructors.get(key)?.fields ?? [], schema))
        reached.add(inner)
    }
  }
  return reached
}

function unionsOfFields(fields: readonly Field[], schema: Schema): readonly string[] {
  return fields.flatMap(({ type }) => unionsOf(type, schema))
}

function unionsOf(type: TypeRef, schema: Schema): readonly string[] {
  switch (type.kind) {
    case 'boxed':
      return [type.union]
    case 'bare':
      return [schema.constructors.get(type.name)?.union ?? '']
    case 'vector':
    case 'repetition':
      return unionsOf(type.item, schema)
    case 'primitive':
    case 'object':
    case 'query':
    case 'parameter':
      return []
    default:
      return assertNever(type)
  }
}
