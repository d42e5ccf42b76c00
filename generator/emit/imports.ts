import type { ImportDeclarationStructure } from 'ts-morph'
import { specifier, type FileSymbol } from '../plan/symbol.js'
import { qualifiedName } from '../naming/names.js'
import { StructureKind } from './structure-kind.js'

/** Collects what the text of one file really uses, and gives each import a name of its own. */
export class Imports {
  readonly #file: string
  readonly #extension: 'js' | 'ts' | 'none'
  /** Names that the file declares itself or has imported. */
  readonly #taken: Set<string>
  readonly #locals = new Map<
    string,
    { readonly symbol: FileSymbol; readonly local: string; value: boolean }
  >()

  /**
   * @param file path of the file, without its ending
   * @param declared the names that the file declares
   */
  constructor(file: string, declared: Iterable<string>, extension: 'js' | 'ts' | 'none') {
    this.#file = file
    this.#extension = extension
    this.#taken = new Set(declared)
  }

  /** The name to use for a class or function in this file. */
  value(symbol: FileSymbol): string {
    return this.#use(symbol, true)
  }

  /** The name to use where only the type is needed. */
  type(symbol: FileSymbol): string {
    return this.#use(symbol, false)
  }

  /** The import declarations, sorted by file and name. */
  declarations(): readonly ImportDeclarationStructure[] {
    const byFile = new Map<string, { symbol: FileSymbol; local: string; value: boolean }[]>()
    for (const entry of this.#locals.values()) {
      const group = byFile.get(entry.symbol.file)
      if (group) group.push(entry)
      else byFile.set(entry.symbol.file, [entry])
    }
    return [...byFile]
      .map(([file, entries]) => ({ module: specifier(this.#file, file, this.#extension), entries }))
      .sort((a, b) => (a.module < b.module ? -1 : 1))
      .map(({ module, entries }) => ({
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: module,
        namedImports: entries
          .sort((a, b) => (a.symbol.name < b.symbol.name ? -1 : 1))
          .map(({ symbol, local, value }) => ({
            name: symbol.name,
            isTypeOnly: !value,
            ...(local === symbol.name ? {} : { alias: local }),
          })),
      }))
  }

  #use(symbol: FileSymbol, value: boolean): string {
    if (symbol.file === this.#file) return symbol.name
    const key = `${symbol.file}#${symbol.name}`
    const known = this.#locals.get(key)
    if (known) {
      known.value ||= value
      return known.local
    }
    const local = this.#freeName(symbol)
    this.#taken.add(local)
    this.#locals.set(key, { symbol, local, value })
    return local
  }

  /** The symbol's own name, or one with its namespace before it where that is taken. */
  #freeName({ name, namespace }: FileSymbol): string {
    if (!this.#taken.has(name)) return name
    let local = qualifiedName(namespace, name)
    while (this.#taken.has(local)) local += '_'
    return local
  }
}
