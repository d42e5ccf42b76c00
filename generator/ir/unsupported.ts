import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { namespaceOf } from '../naming/words.js'
import type { Constructor, Definition, Schema, Union } from './schema.js'

/** A definition that is right as TL but has no TypeScript form. */
export interface UnsupportedDefinition {
  /** What is known of it; its fields, parameters and result are not. */
  readonly definition: Definition
  /** TL2017 */
  readonly diagnostic: Diagnostic
}

/** A schema with its definitions that have no form, each with what is to be said of it. */
export interface SchemaWithUnsupported {
  readonly schema: Schema
  readonly problems: ReadonlyMap<Definition, Diagnostic>
}

/** Adds these definitions to the others, so that they can be named, reached and left out as those are. */
export function withUnsupported(
  schema: Schema,
  unsupported: readonly UnsupportedDefinition[],
): SchemaWithUnsupported {
  if (unsupported.length === 0) return { schema, problems: new Map() }
  const constructors = new Map(schema.constructors)
  const methods = new Map(schema.methods)
  const unions = new Map(schema.unions)
  const problems = new Map<Definition, Diagnostic>()
  for (const { definition, diagnostic } of unsupported) {
    const added = withFreeKey(definition, definition.kind === 'method' ? methods : constructors)
    problems.set(added, diagnostic)
    if (added.kind === 'method') methods.set(added.key, added)
    else {
      constructors.set(added.key, added)
      unions.set(added.union, withMember(unions.get(added.union), added))
    }
  }
  return { schema: { ...schema, constructors, methods, unions }, problems }
}

/** Several definitions may be called `_`; no TL name has a `?`. */
function withFreeKey<T extends Definition>(definition: T, taken: ReadonlyMap<string, Definition>): T {
  if (!taken.has(definition.key)) return definition
  return { ...definition, key: `${definition.key}?${String(taken.size)}` }
}

function withMember(union: Union | undefined, { union: name, key }: Constructor): Union {
  if (union) return { ...union, constructors: [...union.constructors, key] }
  return { name, namespace: namespaceOf(name), constructors: [key], recursive: false }
}
