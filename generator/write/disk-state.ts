import { lstatSync, readFileSync, type BigIntStats } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../render/hash.js'

/** What a file was when it was last seen with a known content. */
export interface FileState {
  /** Size, times and number of the file: {@link stampOf}; empty where they say nothing yet. */
  readonly stamp: string
  /** SHA-256 of its content. */
  readonly hash: string
}

/** By path relative to the output folder. */
export type DiskState = ReadonlyMap<string, FileState>

/**
 * A file that changed this shortly before it was looked at may change again within one tick of the clock of its file
 * system, so its stamp would say nothing.
 */
const clockTick = 50_000_000n

/** Changes whenever the content may have changed: the change time cannot be set back by a program. */
function stampOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return [size, mtimeNs, ctimeNs, ino].join(' ')
}

/** Without waiting for a thread each time, as the asynchronous call does: of 1,500 files that is most of the time. */
function look(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** True if the file is, for all that can be seen from outside, the one that was known. */
export function isAsKnown(folder: string, path: string, known: FileState | undefined): boolean {
  if (!known) return false
  const stats = look(join(folder, path))
  return stats?.isFile() === true && stampOf(stats) === known.stamp
}

/** True if the file has the content that was known, however it looks from outside. */
export function hasKnownContent(folder: string, path: string, { hash }: FileState): boolean {
  try {
    const file = join(folder, path)
    return look(file)?.isFile() === true && sha256(readFileSync(file)) === hash
  } catch {
    return false
  }
}

/**
 * What is known of files with these contents after a run that has found or made them so: where the stamp of a content is
 * known, it is not taken again.
 */
export function renewDiskState(
  folder: string,
  known: DiskState,
  hashes: readonly (readonly [path: string, hash: string])[],
): DiskState {
  const state = new Map<string, FileState>()
  const others: (readonly [string, string])[] = []
  for (const [path, hash] of hashes) {
    const last = known.get(path)
    if (last?.hash === hash && last.stamp !== '') state.set(path, last)
    else others.push([path, hash])
  }
  for (const [path, taken] of takeDiskState(folder, others)) state.set(path, taken)
  return state
}

/** Looks at files of known content. Those that were changed just now have to be read next time. */
export function takeDiskState(
  folder: string,
  hashes: Iterable<readonly [path: string, hash: string]>,
): DiskState {
  const state = new Map<string, FileState>()
  const newest = BigInt(Date.now()) * 1_000_000n - clockTick
  for (const [path, hash] of hashes) {
    const stats = look(join(folder, path))
    if (stats?.isFile() === true)
      state.set(path, { stamp: stats.ctimeNs < newest ? stampOf(stats) : '', hash })
  }
  return state
}
