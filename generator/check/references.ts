import type { Diagnostic, Span } from '../diagnostics/diagnostic.js'
import { didYouMean } from '../diagnostics/suggest.js'
import { assertNever } from '../ir/assert-never.js'
import { barePrimitives, builtinTypes, objectNames, vectorNames } from '../ir/primitives.js'
import type { FieldSyntax, TypeSyntax } from '../syntax/ast.js'
import type { CheckMemory, SymbolView } from './check-memory.js'
import { argumentsOf, isNat, parametersOf, type Parameters } from './scope.js'
import { isBoxedName, placeOf, type Entry, type Symbols } from './symbols.js'

/** Every name in a type expression means something, takes the arguments it is given, and can be bare where it is. */
export function checkReferences(symbols: Symbols, memory?: CheckMemory): readonly Diagnostic[] {
  const hints = { left: maxHints }
  return symbols.entries.flatMap((entry) => {
    const check = (view: SymbolView): readonly Diagnostic[] =>
      new References(symbols, view, entry, hints).check()
    return memory ? memory.references.recall(entry, symbols, check) : check(symbols)
  })
}

/** Looking for a similar name walks all names: only so many unknown ones of a run get a hint. */
const maxHints = 200

/** The walk over one definition: names come into scope from left to right. */
class References {
  readonly #symbols: SymbolView
  /** For hints. */
  readonly #names: Symbols
  readonly #entry: Entry
  readonly #parameters: Parameters
  readonly #numbers = new Set<string>()
  readonly #diagnostics: Diagnostic[] = []
  /** Undeclared parameters that have been reported: once is enough for each. */
  readonly #undeclared = new Set<string>()
  readonly #hints: { left: number }

  constructor(names: Symbols, symbols: SymbolView, entry: Entry, hints: { left: number }) {
    this.#names = names
    this.#symbols = symbols
    this.#entry = entry
    this.#hints = hints
    this.#parameters = parametersOf(entry)
  }

  check(): readonly Diagnostic[] {
    const { item, isFunction } = this.#entry
    if (item.kind === 'builtin') return []
    this.#fields(item.fields)
    if (isFunction) this.#type(item.result)
    else this.#resultArguments(item.result)
    return this.#diagnostics
  }

  #fields(fields: readonly FieldSyntax[]): void {
    for (const { name, field } of argumentsOf(fields)) {
      this.#type(field.type)
      if (isNat(field.type)) this.#numbers.add(name?.text ?? '')
    }
  }

  /** What stands in a constructor's result was declared by it: only its arguments are references. */
  #resultArguments(result: TypeSyntax): void {
    if (result.kind === 'bare' || result.kind === 'bang') this.#resultArguments(result.type)
    if (result.kind !== 'apply') return
    for (const argument of result.arguments) {
      // `Tuple X (S n)` in a result declares how the type is built, so an unknown name there is not a reference.
      if (argument.kind === 'named' && !this.#isParameter(argument.name) && isVariable(argument.name)) {
        this.#undeclaredParameter(argument.name, argument.span)
      }
    }
  }

  #type(type: TypeSyntax): void {
    switch (type.kind) {
      case 'nat':
      case 'number':
        return
      case 'sum':
        this.#type(type.left)
        this.#type(type.right)
        return
      case 'named':
        this.#name(type.name, type.span, 0)
        return
      case 'apply':
        this.#name(type.callee.name, type.callee.span, type.arguments.length)
        for (const argument of type.arguments) this.#type(argument)
        return
      case 'bare':
        this.#bare(type.type)
        this.#type(type.type)
        return
      case 'bang':
        this.#type(type.type)
        return
      case 'repetition':
        this.#repetition(type.count, type.span)
        this.#fields(type.fields)
        return
      default:
        assertNever(type)
    }
  }

  #repetition(count: TypeSyntax | undefined, span: Span): void {
    if (count) {
      this.#count(count)
      return
    }
    const counts = [...this.#parameters.values()].includes('nat') || this.#numbers.size > 0
    if (!counts) {
      this.#report('TL2015', span, 'nothing tells how often this is repeated', {
        hint: 'write the number before it, `n*[ … ]`, or a `#` field in front',
      })
    }
  }

  #count(count: TypeSyntax): void {
    if (count.kind === 'sum') {
      this.#count(count.left)
      this.#count(count.right)
    } else if (count.kind !== 'named') this.#type(count)
    else if (!this.#isParameter(count.name)) {
      const { name, span } = count
      this.#report('TL2015', span, `no field \`${name}\` of type # stands before it`, {
        hint: this.#hint(name, () => this.#numbers) ?? `add one: \`${name}:#\``,
      })
    }
  }

  #bare(type: TypeSyntax): void {
    const name = type.kind === 'named' ? type.name : type.kind === 'apply' ? type.callee.name : undefined
    if (name === undefined || !isBoxedName(name) || vectorNames.has(name)) return
    const symbol = this.#symbols.types.get(name)
    if (!symbol || symbol.entries.length === 1) return
    this.#report(
      'TL2009',
      type.span,
      `\`%${name}\` is not one constructor: \`${name}\` has ${String(symbol.entries.length)}`,
      {
        notes: symbol.entries.slice(0, 2).map((entry) => ({
          message: `\`${entry.item.name.text}\` is one of them`,
          place: placeOf(entry, entry.item.name.span),
        })),
      },
    )
  }

  #isParameter(name: string): boolean {
    return this.#parameters.has(name) || this.#numbers.has(name)
  }

  #name(name: string, span: Span, given: number): void {
    if (this.#isParameter(name)) return
    const taken = this.#arity(name)
    if (taken === undefined) {
      this.#unknown(name, span)
      return
    }
    if (taken !== given) {
      const count = taken === 1 ? 'one argument' : `${String(taken)} arguments`
      this.#report(
        'TL2011',
        span,
        `\`${name}\` takes ${taken === 0 ? 'no arguments' : count}, not ${String(given)}`,
      )
    }
  }

  /** How many arguments a name takes; undefined for an unknown one. */
  #arity(name: string): number | undefined {
    if (vectorNames.has(name)) return 1
    if (barePrimitives.has(name) || objectNames.has(name)) return 0
    const symbol = this.#symbols.types.get(name)
    if (symbol) return symbol.arity
    const [constructor] = this.#symbols.constructors.get(name) ?? []
    if (constructor) {
      const { result } = constructor.item
      return result.kind === 'apply' ? result.arguments.length : 0
    }
    return builtinTypes.has(name) ? 0 : undefined
  }

  #unknown(name: string, span: Span): void {
    // Of names that are equally near, those of the same kind come first.
    const bare = (): string[] => [
      ...this.#names.constructors.keys(),
      ...barePrimitives.keys(),
      ...this.#numbers,
    ]
    const boxed = (): string[] => [...this.#names.types.keys(), ...builtinTypes]
    if (!isBoxedName(name)) {
      const hint = this.#hint(name, () => [...bare(), ...boxed()])
      this.#report('TL2002', span, `there is no constructor \`${name}\``, { hint })
    } else if (isVariable(name)) {
      this.#undeclaredParameter(name, span)
    } else {
      const hint = this.#hint(name, () => [...boxed(), ...bare()])
      this.#report('TL2001', span, `there is no type \`${name}\``, { hint })
    }
  }

  #undeclaredParameter(name: string, span: Span): void {
    if (this.#undeclared.has(name)) return
    this.#undeclared.add(name)
    this.#report('TL2010', span, `the type parameter \`${name}\` is not declared`, {
      hint: `declare it before the arguments: \`{${name}:Type}\``,
    })
  }

  /** The candidates are only collected where there is still a hint to be given. */
  #hint(name: string, known: () => Iterable<string>): string | undefined {
    return this.#hints.left-- > 0 ? didYouMean(name, known()) : undefined
  }

  #report(
    code: Diagnostic['code'],
    span: Span,
    message: string,
    more: { readonly hint?: string | undefined; readonly notes?: Diagnostic['notes'] } = {},
  ): void {
    this.#diagnostics.push({
      code,
      severity: 'error',
      message,
      place: placeOf(this.#entry, span),
      ...(more.hint === undefined ? {} : { hint: more.hint }),
      ...(more.notes === undefined ? {} : { notes: more.notes }),
    })
  }
}

/** A single letter is what schemas call their parameters. */
function isVariable(name: string): boolean {
  return /^[A-Za-z]$/.test(name)
}
