import type { Span } from '../diagnostics/diagnostic.js'
import { assertNever } from '../ir/assert-never.js'
import { barePrimitives, builtinTypes, objectNames, vectorNames } from '../ir/primitives.js'
import type { TypeRef } from '../ir/type-ref.js'
import type { ApplySyntax, BareSyntax, NamedTypeSyntax, RepetitionSyntax, TypeSyntax } from '../syntax/ast.js'
import { isBuiltinDeclaration } from './builtins.js'
import type { SymbolView } from './check-memory.js'
import { isBoxedName } from './symbols.js'

/** What a type expression is lowered in. */
export interface TypeScope {
  readonly symbols: SymbolView
  /** Names of `{X:Type}` parameters. */
  readonly parameters: ReadonlySet<string>
  /** Names of the `#` fields so far. */
  readonly numbers: ReadonlySet<string>
  readonly lastNumber?: string | undefined
}

/** Why there is no TypeScript for something that TL allows. */
export interface Unsupported {
  readonly kind: 'unsupported'
  readonly what: string
  readonly span: Span
}

/** Brings a checked type expression to the model; what the model has no form for comes back as {@link Unsupported}. */
export function lowerType(type: TypeSyntax, scope: TypeScope): TypeRef | Unsupported {
  switch (type.kind) {
    case 'nat':
      return { kind: 'primitive', name: 'nat' }
    case 'named':
      return lowerName(type, scope)
    case 'apply':
      return lowerApply(type, scope)
    case 'bare':
      return lowerBare(type, scope)
    case 'bang':
      return type.type.kind === 'named' && scope.parameters.has(type.type.name)
        ? { kind: 'query', parameter: type.type.name }
        : unsupported('a `!` before anything but a type parameter', type.span)
    case 'repetition':
      return lowerRepetition(type, scope)
    case 'number':
    case 'sum':
      return unsupported('a number in the place of a type', type.span)
    default:
      return assertNever(type)
  }
}

function unsupported(what: string, span: Span): Unsupported {
  return { kind: 'unsupported', what, span }
}

function lowerName(type: NamedTypeSyntax, scope: TypeScope): TypeRef | Unsupported {
  const { name, span } = type
  if (scope.parameters.has(name)) return { kind: 'parameter', name }
  const primitive = barePrimitives.get(name)
  if (primitive) return { kind: 'primitive', name: primitive }
  if (name === 'Bool') return { kind: 'primitive', name: 'Bool' }
  if (objectNames.has(name)) return { kind: 'object' }
  if (builtinTypes.has(name)) return unsupported(`the boxed builtin \`${name}\``, span)
  if (scope.numbers.has(name)) return unsupported(`the number \`${name}\` in the place of a type`, span)
  const { types, constructors } = scope.symbols
  const entries = isBoxedName(name) ? types.get(name)?.entries : constructors.get(name)
  if (entries?.every(isBuiltinDeclaration) === true) return unsupported(`the builtin \`${name}\``, span)
  return isBoxedName(name) ? { kind: 'boxed', union: name } : { kind: 'bare', name }
}

function lowerApply(type: ApplySyntax, scope: TypeScope): TypeRef | Unsupported {
  const [argument] = type.arguments
  if (!vectorNames.has(type.callee.name) || !argument) {
    return unsupported(`the generic type \`${type.callee.name}\``, type.span)
  }
  const item = lowerType(argument, scope)
  if (item.kind === 'unsupported') return item
  return { kind: 'vector', boxed: type.callee.name === 'Vector', item }
}

function lowerBare(type: BareSyntax, scope: TypeScope): TypeRef | Unsupported {
  const inner = type.type
  if (inner.kind === 'apply' && vectorNames.has(inner.callee.name)) {
    const vector = lowerApply(inner, scope)
    return vector.kind === 'vector' ? { ...vector, boxed: false } : vector
  }
  if (inner.kind !== 'named') return unsupported('a `%` before this', type.span)
  if (!isBoxedName(inner.name)) return lowerName(inner, scope)
  const [only] = scope.symbols.types.get(inner.name)?.entries ?? []
  if (!only || builtinTypes.has(inner.name))
    return unsupported(`\`%\` of the builtin \`${inner.name}\``, type.span)
  return { kind: 'bare', name: only.item.name.text }
}

function lowerRepetition(type: RepetitionSyntax, scope: TypeScope): TypeRef | Unsupported {
  const [field, second] = type.fields
  if (!field || second || field.names.length > 0 || field.condition) {
    return unsupported('a repetition of anything but one unnamed type', type.span)
  }
  const item = lowerType(field.type, scope)
  if (item.kind === 'unsupported') return item
  const count = countOf(type, scope)
  return count === undefined
    ? unsupported('a repetition whose count is not a number or a field', type.span)
    : { kind: 'repetition', count, item }
}

function countOf(type: RepetitionSyntax, scope: TypeScope): number | string | undefined {
  if (!type.count) return scope.lastNumber
  if (type.count.kind === 'number') return type.count.value
  return type.count.kind === 'named' && scope.numbers.has(type.count.name) ? type.count.name : undefined
}
