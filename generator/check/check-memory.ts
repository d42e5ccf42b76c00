import { noting, wouldGive, type Lookup, type Notes } from '../ir/lookup.js'
import type { Definition } from '../ir/schema.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Unsupported } from './lower-type.js'
import type { Entry, Symbols, TypeSymbol } from './symbols.js'

/** What is asked of the symbols about the names in one definition. */
export interface SymbolView {
  readonly constructors: Lookup<readonly Entry[]>
  readonly types: Lookup<TypeSymbol>
}

/** What is known of the definitions of one schema from the run before. */
export class CheckMemory {
  /** The symbols of that run. */
  symbols: Symbols | undefined
  readonly references = new EntryMemory(isNothing)
  readonly masks = new EntryMemory(isNothing)
  readonly lowered: EntryMemory<Definition | Unsupported>

  /** @param other a memory whose definitions this one has, too, and adds to */
  constructor(other?: CheckMemory) {
    this.symbols = other?.symbols
    this.lowered = other?.lowered ?? new EntryMemory()
  }
}

/** How many hints there are to mistakes depends on those in other definitions. */
function isNothing(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.length === 0
}

interface Known<T> {
  readonly key: string
  readonly constructors: Notes<readonly Entry[]>
  readonly types: Notes<TypeSymbol>
  readonly result: T
}

/**
 * Something that is made from a definition and from what the symbols say about the names in it. It is made again only
 * where one of these is another object.
 */
export class EntryMemory<T> {
  readonly #known = new WeakMap<Entry, Known<T>>()
  readonly #isWanted: (result: T) => boolean

  /** @param isWanted false for what has to be made again in any case */
  constructor(isWanted: (result: T) => boolean = () => true) {
    this.#isWanted = isWanted
  }

  /** @param key what else it is made from */
  recall(entry: Entry, symbols: SymbolView, make: (symbols: SymbolView) => T, key = ''): T {
    const last = this.#known.get(entry)
    const holds =
      last?.key === key &&
      wouldGive(symbols.constructors, last.constructors) &&
      wouldGive(symbols.types, last.types)
    if (holds) return last.result
    const constructors: Notes<readonly Entry[]> = new Map()
    const types: Notes<TypeSymbol> = new Map()
    const result = make({
      constructors: noting(symbols.constructors, constructors),
      types: noting(symbols.types, types),
    })
    if (this.#isWanted(result)) this.#known.set(entry, { key, constructors, types, result })
    return result
  }
}
