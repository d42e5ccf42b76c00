import type { Diagnostic, Place } from '../diagnostics/diagnostic.js'
import type { Definition, Schema } from '../ir/schema.js'
import { className, fieldsName, namespaceName, propertyName, readerName, unionName } from '../naming/names.js'

/** What holds a name in a scope of the generated code. */
interface Holder {
  readonly what: string
  readonly place: Place | undefined
}

/** Two TL names that fall together in TypeScript are an error: one would hide the other. */
export function checkNames(schema: Schema): readonly Diagnostic[] {
  return [...checkProperties(schema), ...checkExports(schema)]
}

const definitionsOf = (schema: Schema): readonly Definition[] => [
  ...schema.constructors.values(),
  ...schema.methods.values(),
]

function checkProperties(schema: Schema): readonly Diagnostic[] {
  return definitionsOf(schema).flatMap((definition) => {
    const scope = new Scope(`field of \`${definition.tlName}\``)
    for (const field of definition.fields) {
      scope.add(propertyName(field.tlName), { what: `the field \`${field.tlName}\``, place: field.place })
    }
    return scope.diagnostics
  })
}

function checkExports(schema: Schema): readonly Diagnostic[] {
  const scopes = new Map<string, Scope>()
  const scopeOf = (namespace: readonly string[]): Scope => {
    const key = namespace.join('.')
    const known = scopes.get(key)
    if (known) return known
    const scope = new Scope(key === '' ? 'export' : `export of the namespace \`${key}\``)
    scopes.set(key, scope)
    const segment = namespace.at(-1)
    if (segment !== undefined) {
      const holder = { what: `the namespace \`${key}\``, place: undefined }
      scopeOf(namespace.slice(0, -1)).add(namespaceName(segment), holder)
    }
    return scope
  }
  for (const definition of definitionsOf(schema)) {
    const scope = scopeOf(definition.namespace)
    const name = className(definition.tlName, definition.variantOf)
    const holder = { what: `the ${definition.kind} \`${definition.key}\``, place: definition.place }
    if (scope.add(name, holder)) {
      scope.add(fieldsName(name), { ...holder, what: `the fields of ${holder.what}` })
    }
  }
  for (const union of schema.unions.values()) {
    const place = schema.constructors.get(union.constructors[0] ?? '')?.place
    const holder = { what: `the type \`${union.name}\``, place }
    const name = unionName(union.name)
    if (scopeOf(union.namespace).add(name, holder)) scopeOf(union.namespace).add(readerName(name), holder)
  }
  return [...scopes.values()].flatMap((scope) => scope.diagnostics)
}

/** Names that must differ from each other. */
class Scope {
  readonly diagnostics: Diagnostic[] = []
  readonly #what: string
  readonly #holders = new Map<string, Holder>()

  constructor(what: string) {
    this.#what = what
  }

  /** Takes a name, or tells who has it already. */
  add(name: string, holder: Holder): boolean {
    const first = this.#holders.get(name)
    if (!first) {
      this.#holders.set(name, holder)
      return true
    }
    this.diagnostics.push({
      code: 'TL2012',
      severity: 'error',
      message: `${first.what} and ${holder.what} would both be called \`${name}\` as ${this.#what}`,
      ...(holder.place ? { place: holder.place } : {}),
      ...(first.place ? { notes: [{ message: 'the other one is here', place: first.place }] } : {}),
    })
    return false
  }
}
