import type { FieldSyntax, NameSyntax, TypeSyntax } from '../syntax/ast.js'
import type { Entry } from './symbols.js'

/** One argument of a definition by itself: `(a b:int)` makes two of them. */
export interface Argument {
  readonly name?: NameSyntax
  readonly field: FieldSyntax
}

/** Template parameters of a definition, by name, with their kind. */
export type Parameters = ReadonlyMap<string, 'type' | 'nat'>

export function argumentsOf(fields: readonly FieldSyntax[]): readonly Argument[] {
  return fields.flatMap((field): Argument[] =>
    field.names.length === 0 ? [{ field }] : field.names.map((name) => ({ name, field })),
  )
}

/** `{X:Type} {n:#}` → X is a type, n a number. */
export function parametersOf(entry: Entry): Parameters {
  const parameters = new Map<string, 'type' | 'nat'>()
  if (entry.item.kind === 'builtin') return parameters
  for (const template of entry.item.templates) {
    for (const { names, type } of template.parameters) {
      for (const name of names) parameters.set(name.text, isNat(type) ? 'nat' : 'type')
    }
  }
  return parameters
}

export function isNat(type: TypeSyntax): boolean {
  return type.kind === 'nat'
}

export const fieldsOf = (entry: Entry): readonly FieldSyntax[] =>
  entry.item.kind === 'builtin' ? [] : entry.item.fields
