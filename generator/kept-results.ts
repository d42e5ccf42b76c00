import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { ResultForm } from './ir/result-form.js'
import { buildIdentity } from './render/build-identity.js'
import { sha256 } from './render/hash.js'
import { storeWhole } from './render/text-cache.js'

/** All results are in one file, a line each. */
export const resultsFileName = 'results-v1'
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
  readonly #build: string
  readonly #kept: Map<string, Kept>
  readonly #used = new Set<string>()
  #changed = false

  private constructor(folder: string, build: string, kept: Map<string, Kept>) {
    this.#folder = folder
    this.#build = build
    this.#kept = kept
  }

  /** Reads what is kept in a folder; a file that is missing or damaged is an empty one. */
  static async open(folder: string): Promise<KeptResults> {
    const [content, build] = await Promise.all([
      readFile(join(folder, resultsFileName)).catch(() => undefined),
      buildIdentity(),
    ])
    return new KeptResults(folder, build, content ? decodeFile(content) : new Map<string, Kept>())
  }

  /** The result that is kept, or the one that `make` gives. */
  take<T>({ name, from, encode, decode }: ResultForm<T>, make: () => T): T {
    const key = sha256(JSON.stringify([this.#build, name, ...from]))
    this.#used.add(name)
    const known = this.#kept.get(name)
    const result = known?.key === key ? decode(known.text) : undefined
    if (result !== undefined) return result
    const made = make()
    const text = encode(made)
    if (text !== undefined) {
      this.#kept.set(name, { key, text, unusedRuns: 0 })
      this.#changed = true
    }
    return made
  }

  /** Writes what has changed. A file that cannot be written costs time only, so errors are ignored. */
  async save(): Promise<void> {
    // Whoever waits for something else comes first.
    await setImmediate()
    if (!this.#changed) return
    this.#changed = false
    for (const [name, kept] of this.#kept) {
      kept.unusedRuns = this.#used.has(name) ? 0 : kept.unusedRuns + 1
      if (kept.unusedRuns > keptRuns) this.#kept.delete(name)
    }
    await storeWhole(this.#folder, resultsFileName, encodeFile(this.#kept))
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
