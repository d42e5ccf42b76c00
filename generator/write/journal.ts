import { closeSync, fdatasync, openSync, writeFileSync } from 'node:fs'
import { copyFile, lstat, mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { fileErrorCode } from './file-errors.js'
import { foldersAbove, manifestName, outputPathProblem, stagingName } from './output-path.js'
import { isOvertaken, outsidePath, type OutsideMove } from './outside-files.js'
import { severalAtOnce } from './several-at-once.js'

/** Called before each single change on the disk; tests end the process there. */
export type OnStep = (step: string) => void

/** What is left to do once all new texts are stored. It is applied as often as needed, with the same result. */
export interface Journal {
  readonly version: 2
  /** The file `files/outside-<index>` of the staging folder goes to this path, before anything else is touched. */
  readonly outside: readonly OutsideMove[]
  /** Deleted before anything is moved. */
  readonly deletes: readonly string[]
  /** The file `files/<index>` of the staging folder goes to this path; the manifest is the last one. */
  readonly moves: readonly string[]
}

const outputPath = z.string().refine((path) => outputPathProblem(path) === undefined)
/** Whatever a journal says, no more than a text for people is written outside of the output folder. */
const outsideMove = z.object({
  path: z.string().regex(/\.md$/i),
  before: z.union([z.string().regex(/^[0-9a-f]{64}$/), z.null()]),
})
const journalShape = z.object({
  version: z.literal(2),
  outside: z.array(outsideMove),
  deletes: z.array(outputPath),
  moves: z.array(z.union([outputPath, z.literal(manifestName)])),
})

/**
 * Where new content is stored: within the output folder, so on the same disk, whatever that is. What is there is only
 * renamed later, which takes no room.
 */
export function stagingFolder(folder: string): string {
  return join(folder, stagingName)
}

export function journalFile(folder: string): string {
  return join(stagingFolder(folder), 'journal.json')
}

/** Where the text for `moves[index]` is stored. */
export function stagedFile(folder: string, index: number): string {
  return join(stagingFolder(folder), 'files', String(index))
}

/** Takes the room that new folders will need; given up when they are made. */
export function reserveFile(folder: string): string {
  return join(stagingFolder(folder), 'files', 'reserve')
}

/** Where the text for `outside[index]` is stored. */
export function stagedOutside(folder: string, index: number): string {
  return join(stagingFolder(folder), 'files', `outside-${String(index)}`)
}

const datasync = promisify(fdatasync)

/**
 * Writes a new file; its content is on the disk when this returns, even if the power fails. Only for that is it worth
 * to wait for a thread: of 1,500 files the rest takes less time than asking for it.
 */
export async function writeDurably(path: string, content: string): Promise<void> {
  const file = openSync(path, 'wx')
  try {
    writeFileSync(file, content)
    await datasync(file)
  } finally {
    closeSync(file)
  }
}

/** The journal of a folder: nothing where there is none, `damaged` where tlforge did not write it. */
export async function readJournal(folder: string): Promise<Journal | 'damaged' | undefined> {
  let text: string
  try {
    text = await readFile(journalFile(folder), 'utf8')
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return undefined
    throw error
  }
  try {
    const value: unknown = JSON.parse(text)
    return journalShape.safeParse(value).data ?? 'damaged'
  } catch {
    return 'damaged'
  }
}

/** The files of a folder; none where it is gone. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return []
    throw error
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return false
    throw error
  }
}

/** A rename; to another disk (that of a file outside, or one mounted below the output) a copy and a rename. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (fileErrorCode(error) !== 'EXDEV') throw error
    const near = `${to}.tlforge-new`
    await copyFile(from, near)
    await rename(near, to)
    await rm(from)
  }
}

async function removeEmptyFolders(folder: string, deletes: readonly string[], onStep: OnStep): Promise<void> {
  const folders = [...new Set(deletes.flatMap(foldersAbove))]
  folders.sort((a, b) => b.length - a.length)
  for (const path of folders) {
    onStep(`remove the folder ${path} if it is empty`)
    // Not empty, or gone already: both are fine.
    await rmdir(join(folder, path)).catch((error: unknown) => {
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'].includes(fileErrorCode(error) ?? '')) throw error
    })
  }
}

/**
 * The path of a file outside of the output that somebody has changed since; nothing of the output has been touched then,
 * and the journal must not be applied.
 */
export async function overtakenFile(folder: string, { outside }: Journal): Promise<string | undefined> {
  for (const [index, move] of outside.entries()) {
    const staged = stagedOutside(folder, index)
    if ((await exists(staged)) && (await isOvertaken(folder, move, staged))) return outsidePath(folder, move)
  }
  return undefined
}

async function moveOutside(folder: string, { outside }: Journal, onStep: OnStep): Promise<void> {
  for (const [index, one] of outside.entries()) {
    const staged = stagedOutside(folder, index)
    if (!(await exists(staged))) continue
    onStep(`move ${one.path}`)
    const target = outsidePath(folder, one)
    await mkdir(dirname(target), { recursive: true })
    await move(staged, target)
  }
}

/**
 * Makes the output what the journal says, and removes the staging folder. May be interrupted at any point and
 * called again.
 */
export async function applyJournal(folder: string, journal: Journal, onStep: OnStep): Promise<void> {
  await moveOutside(folder, journal, onStep)
  await rm(reserveFile(folder), { force: true })
  const names = new Set(await namesIn(dirname(stagedFile(folder, 0))))
  const staged = journal.moves.map((_, index) => names.has(basename(stagedFile(folder, index))))
  // Once a file has been moved, all deletes are done, and where case does not matter (`A.ts` deleted, `a.ts` moved)
  // doing them again would delete the new file.
  if (staged.every(Boolean)) {
    for (const path of journal.deletes) {
      onStep(`delete ${path}`)
      await rm(join(folder, path), { force: true }).catch((error: unknown) => {
        // A run that was killed here has made a folder in its place.
        if (fileErrorCode(error) !== 'ERR_FS_EISDIR') throw error
      })
    }
    await removeEmptyFolders(folder, journal.deletes, onStep)
  }
  const moves = journal.moves.flatMap((path, index): Move[] =>
    staged[index] === true ? [{ path, from: stagedFile(folder, index), to: join(folder, path) }] : [],
  )
  for (const parent of new Set(moves.map(({ to }) => dirname(to)))) await mkdir(parent, { recursive: true })
  await severalAtOnce(
    moves.filter(({ path }) => path !== manifestName),
    (one) => moveStaged(one, onStep),
  )
  for (const manifest of moves.filter(({ path }) => path === manifestName)) {
    await moveStaged(manifest, onStep)
  }
  onStep('remove the journal')
  await rm(journalFile(folder), { force: true })
  onStep('remove the staging folder')
  await rm(stagingFolder(folder), { recursive: true, force: true })
}

interface Move {
  readonly path: string
  readonly from: string
  readonly to: string
}

async function moveStaged({ path, from, to }: Move, onStep: OnStep): Promise<void> {
  onStep(`move ${path}`)
  // Planning has found this folder to be empty by now; if it is not, this fails and nothing is lost.
  await move(from, to).catch(async (error: unknown) => {
    if (!(await isFolder(to))) throw error
    await rmdir(to)
    await move(from, to)
  })
}

async function isFolder(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined)
  return stats?.isDirectory() ?? false
}
