import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * All entries are in one file: a run needs about 1,400 of them, and reading those from files of their own takes
 * several times as long as reading one of some megabytes.
 */
const fileName = 'cache-v1.json'
/** An entry that this many saved runs in a row did not need is dropped; other targets may need it in between. */
const keptRuns = 8

/** What is known of a text that was formatted before. */
interface Entry {
  readonly text: string
  /** How many saved runs have gone by without a need for it. */
  unusedRuns: number
}

/** Formatted texts by the hash of the text they were made from. */
export interface FormatCache {
  readonly get: (key: string) => string | undefined
  readonly set: (key: string, text: string) => void
  /** Writes the cache when it has changed. A cache that cannot be written costs time only, so errors are ignored. */
  readonly save: () => Promise<void>
}

/** SHA-256 as hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The first line is the hash of the rest: a file cut short or edited by hand is noticed. */
function decode(content: string): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  const lineEnd = content.indexOf('\n')
  const body = content.slice(lineEnd + 1)
  if (lineEnd === -1 || content.slice(0, lineEnd) !== sha256(body)) return entries
  const rows: unknown = JSON.parse(body)
  if (!Array.isArray(rows)) return entries
  for (const row of rows) {
    const cells: readonly unknown[] = Array.isArray(row) ? row : []
    const [key, text, unusedRuns] = cells
    if (typeof key !== 'string' || typeof text !== 'string' || typeof unusedRuns !== 'number') continue
    entries.set(key, { text, unusedRuns })
  }
  return entries
}

function encode(entries: ReadonlyMap<string, Entry>): string {
  const body = JSON.stringify([...entries].map(([key, { text, unusedRuns }]) => [key, text, unusedRuns]))
  return `${sha256(body)}\n${body}`
}

async function load(file: string): Promise<Map<string, Entry>> {
  try {
    return decode(await readFile(file, 'utf8'))
  } catch {
    // Not there yet, or damaged: everything is formatted anew and the next save repairs it.
    return new Map()
  }
}

/** Temporary file and rename: of two runs at once the later one wins, and neither reads half a file. */
async function store(folder: string, content: string): Promise<void> {
  const temporary = join(folder, `${fileName}.${randomUUID()}`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(temporary, content)
    await rename(temporary, join(folder, fileName))
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/** Reads the cache of a folder; a missing or damaged one is an empty one. */
export async function openFormatCache(folder: string): Promise<FormatCache> {
  const entries = await load(join(folder, fileName))
  const used = new Set<string>()
  let added = false
  return {
    get: (key) => {
      used.add(key)
      return entries.get(key)?.text
    },
    set: (key, text) => {
      used.add(key)
      added = true
      entries.set(key, { text, unusedRuns: 0 })
    },
    save: async () => {
      if (!added) return
      for (const [key, entry] of entries) {
        entry.unusedRuns = used.has(key) ? 0 : entry.unusedRuns + 1
        if (entry.unusedRuns > keptRuns) entries.delete(key)
      }
      await store(folder, encode(entries))
    },
  }
}
