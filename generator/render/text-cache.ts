import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from './hash.js'

/** All entries are in one file: reading about 1,500 files takes several times as long as one of some megabytes. */
export const cacheFileName = 'texts-v3'
/** An entry that this many saved runs in a row did not need is dropped; other targets may need it in between. */
const keptRuns = 8

/** What is known of a text that was made before. */
interface Entry {
  /** Where its bytes are. */
  readonly content: Buffer
  readonly start: number
  readonly end: number
  /** How many saved runs have gone by without a need for it. */
  unusedRuns: number
}

/** Final texts by the key of what they were made from. */
export interface TextCache {
  readonly get: (key: string) => string | undefined
  readonly hasAll: (keys: readonly string[]) => boolean
  /** Says that these texts are needed, to who has them already or will read them later. */
  readonly use: (keys: readonly string[]) => void
  readonly set: (key: string, text: string) => void
  /** Writes the cache when it has changed. A cache that cannot be written costs time only, so errors are ignored. */
  readonly save: () => Promise<void>
}

/** The keys of all entries, the length of each in bytes, and its unused runs. */
type Index = readonly [keys: readonly string[], lengths: readonly number[], unusedRuns: readonly number[]]

/**
 * First line: the hash of the rest. Second line: the index, as JSON. Then the texts, one behind the other. A file cut
 * short or edited is noticed by its hash, so that what it holds was written here.
 */
function decode(content: Buffer): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  const first = content.indexOf(10)
  const second = content.indexOf(10, first + 1)
  if (second === -1 || content.toString('latin1', 0, first) !== sha256(content.subarray(first + 1)))
    return entries
  const index: unknown = JSON.parse(content.toString('latin1', first + 1, second))
  if (!isIndex(index)) return entries
  const [keys, lengths, unusedRuns] = index
  let start = second + 1
  keys.forEach((key, at) => {
    const end = start + (lengths[at] ?? 0)
    entries.set(key, { content, start, end, unusedRuns: unusedRuns[at] ?? 0 })
    start = end
  })
  return entries
}

/** The rest is what was encoded. */
function isIndex(value: unknown): value is Index {
  return Array.isArray(value) && value.length === 3
}

function encode(entries: ReadonlyMap<string, Entry>): Buffer {
  const all = [...entries.values()]
  const lengths = all.map(({ start, end }) => end - start)
  const index: Index = [[...entries.keys()], lengths, all.map(({ unusedRuns }) => unusedRuns)]
  const rest = Buffer.concat([Buffer.from(`${JSON.stringify(index)}\n`), ...bytesOf(all)])
  return Buffer.concat([Buffer.from(`${sha256(rest)}\n`), rest])
}

/** The bytes of all entries in their order: in one go where one is behind the other already. */
function* bytesOf(entries: readonly Entry[]): Iterable<Buffer> {
  let open: { readonly content: Buffer; readonly start: number; end: number } | undefined
  for (const { content, start, end } of entries) {
    if (open?.content === content && open.end === start) open.end = end
    else {
      if (open) yield open.content.subarray(open.start, open.end)
      open = { content, start, end }
    }
  }
  if (open) yield open.content.subarray(open.start, open.end)
}

async function load(file: string): Promise<Map<string, Entry>> {
  try {
    return decode(await readFile(file))
  } catch {
    // Not there yet, or damaged: every text is made anew and the next save repairs it.
    return new Map()
  }
}

/** Temporary file and rename: of two runs at once the later one wins, and neither reads half a file. */
export async function storeWhole(folder: string, name: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(folder, `${name}.${randomUUID()}`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(temporary, content)
    await rename(temporary, join(folder, name))
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/** Reads the cache of a folder; a missing or damaged one is an empty one. Without a folder, it is kept in memory. */
export async function openTextCache(folder?: string): Promise<TextCache> {
  const entries = folder === undefined ? new Map<string, Entry>() : await load(join(folder, cacheFileName))
  const used = new Set<string>()
  /** Who watches has the same thousands of keys in each run. */
  const usedTogether = new Set<readonly string[]>()
  let added = false
  return {
    get: (key) => {
      const entry = entries.get(key)
      if (!entry) return undefined
      used.add(key)
      return entry.content.toString('utf8', entry.start, entry.end)
    },
    hasAll: (keys) => keys.every((key) => entries.has(key)),
    use: (keys) => void usedTogether.add(keys),
    set: (key, text) => {
      used.add(key)
      added = true
      const content = Buffer.from(text)
      entries.set(key, { content, start: 0, end: content.length, unusedRuns: 0 })
    },
    save: async () => {
      if (!added) return
      for (const keys of usedTogether) for (const key of keys) used.add(key)
      for (const [key, entry] of entries) {
        entry.unusedRuns = used.has(key) ? 0 : entry.unusedRuns + 1
        if (entry.unusedRuns > keptRuns) entries.delete(key)
      }
      used.clear()
      usedTogether.clear()
      added = false
      if (folder !== undefined) await storeWhole(folder, cacheFileName, encode(entries))
    },
  }
}
