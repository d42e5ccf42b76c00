import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from './hash.js'

/** All entries are in one file: reading about 1,500 files takes several times as long as one of some megabytes. */
export const cacheFileName = 'texts-v2'
/** An entry that this many saved runs in a row did not need is dropped; other targets may need it in between. */
const keptRuns = 8

/** What is known of a text that was made before. */
interface Entry {
  readonly bytes: Buffer
  /** How many saved runs have gone by without a need for it. */
  unusedRuns: number
}

/** Final texts by the key of what they were made from. */
export interface TextCache {
  readonly get: (key: string) => string | undefined
  /** Says that the text is needed, to who has it already. */
  readonly use: (key: string) => void
  readonly set: (key: string, text: string) => void
  /** Writes the cache when it has changed. A cache that cannot be written costs time only, so errors are ignored. */
  readonly save: () => Promise<void>
}

/**
 * First line: the hash of the rest. Then the index, a line for each text: key, length in bytes, unused runs. Behind an
 * empty line the texts, one behind the other. A file cut short or edited is noticed by its hash, so that what it holds
 * was written here.
 */
function decode(content: Buffer): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  const first = content.indexOf(10)
  const rest = content.subarray(first + 1)
  if (first === -1 || content.toString('latin1', 0, first) !== sha256(rest)) return entries
  const end = rest.indexOf('\n\n')
  if (end === -1) return entries
  let at = end + 2
  for (const line of rest.toString('latin1', 0, end).split('\n')) {
    const [key = '', length, unusedRuns] = line.split(' ')
    const next = at + Number(length)
    entries.set(key, { bytes: rest.subarray(at, next), unusedRuns: Number(unusedRuns) })
    at = next
  }
  return entries
}

function encode(entries: ReadonlyMap<string, Entry>): Buffer {
  const index = [...entries].map(([key, { bytes, unusedRuns }]) => `${key} ${bytes.length} ${unusedRuns}\n`)
  const texts = [...entries.values()].map(({ bytes }) => bytes)
  const rest = Buffer.concat([Buffer.from(`${index.join('')}\n`), ...texts])
  return Buffer.concat([Buffer.from(`${sha256(rest)}\n`), rest])
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
  let added = false
  return {
    get: (key) => {
      const bytes = entries.get(key)?.bytes
      if (bytes) used.add(key)
      return bytes?.toString('utf8')
    },
    use: (key) => void used.add(key),
    set: (key, text) => {
      used.add(key)
      added = true
      entries.set(key, { bytes: Buffer.from(text), unusedRuns: 0 })
    },
    save: async () => {
      if (!added) return
      for (const [key, entry] of entries) {
        entry.unusedRuns = used.has(key) ? 0 : entry.unusedRuns + 1
        if (entry.unusedRuns > keptRuns) entries.delete(key)
      }
      used.clear()
      added = false
      if (folder !== undefined) await storeWhole(folder, cacheFileName, encode(entries))
    },
  }
}
