import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { ResultForm } from './ir/result-form.js'
import { buildIdentity } from './render/build-identity.js'
import { sha256 } from './render/hash.js'
import { storeWhole } from './render/text-cache.js'

/** The results of a kind are in one file, a line each; kinds are saved one by one. */
export const resultsFiles = { parsed: 'parsed-v1', emitted: 'emitted-v1' } as const
/** A result that this many saved runs in a row did not ask for is dropped; other targets may do so in between. */
const keptRuns = 8

/** A result as text on one line, such as JSON. */
interface Kept {
  /** Hash of what it was made from, and of tlforge itself. */
  readonly key: string
  readonly text: string
  unusedRuns: number
}

/**
 * Results of earlier runs that take longer to make than to read. What is taken is what would be made: a key holds the
 * texts that the result is made from, and the build; the first line of the file tells if it is damaged.
 */
export class KeptResults {
  readonly #folder: string
  readonly #file: string
  readonly #build: string
  readonly #kept: Map<string, Kept>
  readonly #used = new Set<string>()
  /** Made in this run, and not yet text. */
  readonly #new = new Map<string, () => Kept | undefined>()

  private constructor(folder: string, file: string, build: string, kept: Map<string, Kept>) {
    this.#folder = folder
    this.#file = file
    this.#build = build
    this.#kept = kept
  }

  /** Reads what is kept in a folder; a file that is missing or damaged is an empty one. */
  static async open(folder: string, kind: keyof typeof resultsFiles): Promise<KeptResults> {
    const file = resultsFiles[kind]
    const [content, build] = await Promise.all([
      readFile(join(folder, file)).catch(() => undefined),
      buildIdentity(),
    ])
    return new KeptResults(folder, file, build, content ? decodeFile(content) : new Map<string, Kept>())
  }

  /** The result that is kept, or the one that `make` gives. */
  take<T>(form: ResultForm<T>, make: () => T): T {
    const known = this.known(form)
    if (known !== undefined) return known
    const made = make()
    this.keep(form, made)
    return made
  }

  /** The result that is kept. */
  known<T>({ name, from, decode }: ResultForm<T>): T | undefined {
    this.#used.add(name)
    const kept = this.#kept.get(name)
    return kept?.key === this.#keyOf(name, from) ? decode(kept.text) : undefined
  }

  /** Keeps a result from the next `save` on. */
  keep<T>({ name, from, encode }: ResultForm<T>, result: T): void {
    this.#used.add(name)
    this.#new.set(name, () => {
      const text = encode(result)
      return text === undefined ? undefined : { key: this.#keyOf(name, from), text, unusedRuns: 0 }
    })
  }

  #keyOf(name: string, from: readonly string[]): string {
    return sha256(JSON.stringify([this.#build, name, ...from]))
  }

  /** Writes what has changed, and lets go of all: it is the last call. A file that cannot be written costs time only, so errors are ignored. */
  async save(): Promise<void> {
    // Whoever waits for something else comes first.
    await setImmediate()
    const kept = [...this.#new].flatMap(([name, make]): [string, Kept][] => {
      const made = make()
      return made ? [[name, made]] : []
    })
    this.#new.clear()
    const all = new Map(this.#kept)
    this.#kept.clear()
    if (kept.length === 0) return
    for (const [name, one] of kept) all.set(name, one)
    for (const [name, one] of all) {
      one.unusedRuns = this.#used.has(name) ? 0 : one.unusedRuns + 1
      if (one.unusedRuns > keptRuns) all.delete(name)
    }
    await storeWhole(this.#folder, this.#file, encodeFile(all))
  }
}

/** The hash of the rest; then for each result a line about it and its text. */
function encodeFile(results: ReadonlyMap<string, Kept>): string {
  const lines = [...results].flatMap(([name, { key, text, unusedRuns }]) => [
    `${key} ${String(unusedRuns)} ${JSON.stringify(name)}`,
    text,
  ])
  const rest = lines.join('\n')
  return `${sha256(rest)}\n${rest}`
}

function decodeFile(content: Buffer): Map<string, Kept> {
  const kept = new Map<string, Kept>()
  const end = content.indexOf(10)
  const rest = content.subarray(end + 1)
  if (end === -1 || content.toString('latin1', 0, end) !== sha256(rest)) return kept
  const lines = rest.toString('utf8').split('\n')
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const [, key, unusedRuns, quoted] = /^(\w+) (\d+) (.*)$/.exec(lines[at] ?? '') ?? []
    const name: unknown = quoted === undefined ? undefined : JSON.parse(quoted)
    const text = lines[at + 1]
    if (key === undefined || typeof name !== 'string' || text === undefined) continue
    kept.set(name, { key, text, unusedRuns: Number(unusedRuns) })
  }
  return kept
}
