import type { Diagnostic, Place } from '../diagnostics/diagnostic.js'
import { onceFor } from '../ir/once-for.js'
import type { Definition, Field, Schema } from '../ir/schema.js'
import { className, fieldsName, namespaceName, propertyName, readerName, unionName } from '../naming/names.js'
import type { FormOptions } from '../options.js'

/** What holds a name in a scope of the generated code. */
interface Holder {
  readonly what: string
  readonly place: Place | undefined
  /** `classPrefix` is part of the name. */
  readonly isClass?: boolean
}

/** Two TL names that fall together in TypeScript are an error: one would hide the other. */
export function checkNames(
  schema: Schema,
  options: Pick<FormOptions, 'classPrefix'> = {},
): readonly Diagnostic[] {
  return [...checkProperties(schema), ...checkExports(schema, options.classPrefix ?? '')]
}

const definitionsOf = (schema: Schema): readonly Definition[] => [
  ...schema.constructors.values(),
  ...schema.methods.values(),
]

function checkProperties(schema: Schema): readonly Diagnostic[] {
  return definitionsOf(schema).flatMap(propertyProblems)
}

const propertyProblems = onceFor((definition: Definition): readonly Diagnostic[] => {
  const names = definition.fields.map((field) => propertyName(field.tlName))
  if (new Set(names).size === names.length) return []
  const scope = new Scope(
    `field of \`${definition.tlName}\``,
    `leave \`${definition.tlName}\` out (\`exclude\`)`,
  )
  definition.fields.forEach((field, index) => {
    scope.add(names[index] ?? '', { what: writtenName(field), place: field.place })
  })
  return scope.diagnostics
})

/** A field as the schema has it: those without a name get one when the schema is lowered. */
function writtenName({ tlName, place: { source, span } }: Field): string {
  const written = source.text.slice(span.start, span.end)
  if (written === tlName || written === '_') return `the field \`${written}\``
  return 'the field without a name'
}

function checkExports(schema: Schema, prefix: string): readonly Diagnostic[] {
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
    const name = prefix + classNameOf(definition)
    const what = `the ${definition.kind} \`${definition.key}\``
    const holder = { what, place: definition.place, isClass: true }
    if (scope.add(name, holder)) {
      scope.add(fieldsName(name), { ...holder, what: `the fields of ${what}` })
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

const classNameOf = onceFor(({ tlName, variantOf }: Definition) => className(tlName, variantOf))

const prefixHint =
  'give the classes another beginning (the option `classPrefix`), or leave one of the two out (`exclude`)'

/** Names that must differ from each other. */
class Scope {
  readonly diagnostics: Diagnostic[] = []
  readonly #what: string
  readonly #hint: string | undefined
  readonly #holders = new Map<string, Holder>()

  /** @param hint how to get out of it, where `classPrefix` does not help */
  constructor(what: string, hint?: string) {
    this.#what = what
    this.#hint = hint
  }

  /** Takes a name, or tells who has it already. */
  add(name: string, holder: Holder): boolean {
    const first = this.#holders.get(name)
    if (!first) {
      this.#holders.set(name, holder)
      return true
    }
    const hint = first.isClass === holder.isClass ? this.#hint : prefixHint
    this.diagnostics.push({
      code: 'TL2012',
      severity: 'error',
      message: `${first.what} and ${holder.what} would both be called \`${name}\` as ${this.#what}`,
      ...(holder.place ? { place: holder.place } : {}),
      ...(first.place ? { notes: [{ message: 'the other one is here', place: first.place }] } : {}),
      ...(hint === undefined ? {} : { hint }),
    })
    return false
  }
}
