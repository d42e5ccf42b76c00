import { assertNever } from '../ir/assert-never.js'
import { fileName, qualifiedName } from '../naming/names.js'
import type { Layout } from '../options.js'

/** Hands out file names; two that differ only in case or dashes get a number. */
export class FileNames {
  /** How often each was taken. */
  readonly #taken = new Map<string, number>()

  take(folder: readonly string[], tlName: string): string {
    const [root = '', kind = '', ...namespace] = folder
    const base = [root, kind, ...namespace.map(fileName), fileName(tlName)].join('/')
    let path = base
    for (let n = this.#taken.get(base.toLowerCase()) ?? 1; this.#taken.has(path.toLowerCase());) {
      n++
      path = `${base}-${String(n)}`
      this.#taken.set(base.toLowerCase(), n)
    }
    this.#taken.set(path.toLowerCase(), 1)
    return path
  }
}

/** Decides which file a definition goes to, and what it is called there. */
export class Places {
  readonly #root: string
  readonly #files: FileNames
  readonly #layout: Layout
  /** The files that several definitions share, by namespace. */
  readonly #shared = new Map<string, string>()
  /** The names that are taken in shared files, each with its file. */
  readonly #taken = new Set<string>()

  constructor(root: string, files: FileNames, layout: Layout) {
    this.#root = root
    this.#files = files
    this.#layout = layout
  }

  /** Without its ending. */
  file(kind: 'types' | 'functions', namespace: readonly string[], tlName: string): string {
    switch (this.#layout) {
      case 'definition':
        return this.#files.take([this.#root, kind, ...namespace], tlName)
      case 'namespace':
        return this.#sharedFile(namespace)
      case 'schema':
        return `${this.#root}/definitions`
      default:
        return assertNever(this.#layout)
    }
  }

  #sharedFile(namespace: readonly string[]): string {
    const key = namespace.join('.')
    const known = this.#shared.get(key)
    if (known !== undefined) return known
    const folder = [this.#root, 'definitions', ...namespace.slice(0, -1)]
    const file = this.#files.take(folder, namespace.at(-1) ?? 'root')
    this.#shared.set(key, file)
    return file
  }

  /**
   * The name of something within its file: with its namespace before it where a shared file has the name already.
   * @param companion the name of what is declared with it
   */
  name(
    file: string,
    name: string,
    namespace: readonly string[],
    companion: (name: string) => string = (own) => own,
  ): string {
    // A file of its own is as its planner made it.
    if (this.#layout === 'definition') return name
    const key = (one: string): string => `${file}#${one}`
    const isFree = (one: string): boolean =>
      !this.#taken.has(key(one)) && !this.#taken.has(key(companion(one)))
    let free = name
    if (!isFree(free)) free = qualifiedName(namespace, name)
    while (!isFree(free)) free += '_'
    this.#taken.add(key(free))
    this.#taken.add(key(companion(free)))
    return free
  }
}
