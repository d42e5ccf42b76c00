import { existsSync, realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GenerateSummary, OutputFile } from '../options.js'
import { sha256 } from '../render/hash.js'
import { storeWhole } from '../render/text-cache.js'
import { hasKnownContent, isAsKnown, takeDiskState, type DiskState, type FileState } from './disk-state.js'
import { fileHash } from './file-hash.js'
import { stagingFolder } from './journal.js'
import { lockFile } from './lock.js'
import { manifestText } from './manifest.js'
import { manifestName } from './output-path.js'

/** What the last run into an output folder was made from, and what it left there. */
export interface RunRecord {
  /** Hash of everything that the run was made from. */
  readonly key: string
  readonly summary: GenerateSummary
  /** How many files the output has, without the manifest. */
  readonly count: number
  /** With the manifest. */
  readonly files: DiskState
}

/** What a record is kept as: each file with its hash and its stamp. */
type KeptRecord = Omit<RunRecord, 'files'> & {
  readonly files: readonly (readonly [string, string, string])[]
}

/** One record for each output folder. */
function recordName(output: string): string {
  return `run-v2-${sha256(output).slice(0, 16)}.json`
}

/**
 * The record of the last run; nothing where there is none or where it is damaged: its first line is the hash of the
 * rest.
 */
export async function readRunRecord(cache: string, output: string): Promise<RunRecord | undefined> {
  try {
    const content = await readFile(join(cache, recordName(output)), 'utf8')
    const end = content.indexOf('\n')
    const body = content.slice(end + 1)
    if (content.slice(0, end) !== sha256(body)) return undefined
    const value: unknown = JSON.parse(body)
    if (!isRecord(value)) return undefined
    const { files, ...rest } = value
    return {
      ...rest,
      files: new Map(files.map(([path, hash, stamp]): [string, FileState] => [path, { hash, stamp }])),
    }
  } catch {
    return undefined
  }
}

/** The rest is what was stored: the first line vouches for it. */
function isRecord(value: unknown): value is KeptRecord {
  return typeof value === 'object' && value !== null && 'files' in value
}

/** The hashes of the files of an output, with that of the manifest. */
export function hashesOf(files: readonly OutputFile[]): readonly [path: string, hash: string][] {
  const manifest = { path: manifestName, text: manifestText(files) }
  return [...files, manifest].map((file) => [file.path, fileHash(file)])
}

/** Remembers a run that left exactly these files, and had nothing to complain of. */
export async function storeRunRecord(cache: string, output: string, record: RunRecord): Promise<void> {
  const files = [...record.files].map(([path, { hash, stamp }]) => [path, hash, stamp] as const)
  const kept: KeptRecord = { ...record, files }
  const body = JSON.stringify(kept)
  await storeWhole(cache, recordName(output), `${sha256(body)}\n${body}`)
}

/**
 * True if a run with this key would find every file as it would write it, so that it need not be made. Files that look
 * otherwise than they did are read, and how they look now is remembered.
 */
export async function isUpToDate(
  record: RunRecord,
  key: string,
  { cache, output }: { readonly cache: string; readonly output: string },
): Promise<boolean> {
  if (record.key !== key || record.files.size !== record.count + 1) return false
  if (existsSync(stagingFolder(output))) return false
  const others = [...record.files].filter(([path, known]) => !isAsKnown(output, path, known))
  if (!others.every(([path, known]) => hasKnownContent(output, path, known))) return false
  // Somebody is writing, or was killed when all was written: who takes the lock finds out.
  if (existsSync(lockFile(realpathSync(output)))) return false
  if (others.length > 0) {
    const hashes = [...record.files].map(([path, { hash }]): [string, string] => [path, hash])
    await storeRunRecord(cache, output, { ...record, files: takeDiskState(output, hashes) })
  }
  return true
}
