import { randomUUID } from 'node:crypto'
import { constants, copyFile, link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { cannotWrite, fileErrorCode, outputKept, refusedWrite } from './file-errors.js'

/** The lock of an output folder, held, or the reason why it is not. */
export type LockResult =
  | { readonly kind: 'held'; readonly release: () => Promise<void> }
  | { readonly kind: 'refused'; readonly diagnostic: Diagnostic }

/** What file systems without hard links say. */
const noLinks: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

const ownerShape = z.object({ pid: z.number().int().positive(), host: z.string(), nonce: z.string() })

/** The path of the lock of an output folder. */
export function lockFile(folder: string): string {
  return `${folder}.tlforge-lock`
}

/** False only if the process is known to be gone: on this host, and without an answer. */
function mayBeAlive(owner: { readonly pid: number; readonly host: string }): boolean {
  if (owner.host !== hostname()) return true
  try {
    process.kill(owner.pid, 0)
    return true
  } catch (error) {
    return fileErrorCode(error) !== 'ESRCH'
  }
}

async function readOptional(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** The process id of a lock's owner, if the lock is that of a dead process: `stale`. */
function judge(content: string): { readonly stale: boolean; readonly pid?: number } {
  try {
    const value: unknown = JSON.parse(content)
    const owner = ownerShape.safeParse(value).data
    return owner ? { stale: !mayBeAlive(owner), pid: owner.pid } : { stale: false }
  } catch {
    return { stale: false }
  }
}

/**
 * Creates a lock if there is none. `link` does so together with the content, so no other run can see it empty; file
 * systems without hard links get a copy.
 */
async function create(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file).catch((error: unknown) => {
      if (!noLinks.has(fileErrorCode(error) ?? '')) throw error
      return copyFile(own, file, constants.COPYFILE_EXCL)
    })
    return true
  } catch (error) {
    if (fileErrorCode(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * Puts the own lock in the place of a stale one. Of several runs that want to, the one that gets the guard does; it
 * looks again, since another may have done it in between.
 */
async function takeOver(own: string, file: string, stale: string): Promise<boolean> {
  const guard = `${file}.takeover`
  const left = await readOptional(guard)
  if (left !== undefined && judge(left).stale) await rm(guard, { force: true })
  if (!(await create(own, guard))) return false
  try {
    if ((await readOptional(file)) !== stale) return false
    // The guard and the own file are one file, and renaming a file onto itself does nothing: copy the content.
    const successor = `${own}.successor`
    await writeFile(successor, await readFile(own, 'utf8'))
    await rename(successor, file)
    return true
  } finally {
    await rm(guard, { force: true })
  }
}

function refused(folder: string, pid: number | undefined): LockResult {
  const who = pid === undefined ? '' : ` (process ${pid})`
  return {
    kind: 'refused',
    diagnostic: cannotWrite(
      `another run is writing into ${folder}${who}`,
      `wait for it; if there is none, delete ${lockFile(folder)}`,
    ),
  }
}

/**
 * Takes the lock of an output folder, so that two runs at once do not mix their files. The lock of a process that has
 * died is taken over.
 */
export async function lockOutput(folder: string): Promise<LockResult> {
  const file = lockFile(folder)
  const nonce = randomUUID()
  const content = JSON.stringify({ pid: process.pid, host: hostname(), nonce })
  const own = `${file}.${nonce}`
  try {
    await writeFile(own, content, { flag: 'wx' })
    const held = (await create(own, file)) || (await replaceStale(own, file))
    if (!held) return refused(folder, judge((await readOptional(file)) ?? '').pid)
    // The lock holds, whatever becomes of these.
    await removeLeft(file).catch(() => undefined)
    return { kind: 'held', release: () => release(file, content) }
  } catch (error) {
    return {
      kind: 'refused',
      diagnostic: refusedWrite(`cannot lock ${folder}`, error, outputKept),
    }
  } finally {
    await rm(own, { force: true }).catch(() => undefined)
  }
}

/** What a run leaves that is killed while it takes the lock: the content that was to become it. */
async function removeLeft(file: string): Promise<void> {
  const names = await readdir(dirname(file))
  for (const name of names.filter((name) => name.startsWith(`${basename(file)}.`))) {
    const path = join(dirname(file), name)
    if (judge((await readOptional(path)) ?? '').stale) await rm(path, { force: true })
  }
}

async function replaceStale(own: string, file: string): Promise<boolean> {
  const found = await readOptional(file)
  // Released since: one more try, with the same rules.
  if (found === undefined) return create(own, file)
  return judge(found).stale && (await takeOver(own, file, found))
}

async function release(file: string, content: string): Promise<void> {
  // A lock that somebody has deleted by hand may be another's by now.
  if ((await readOptional(file).catch(() => undefined)) === content) await rm(file, { force: true })
}
