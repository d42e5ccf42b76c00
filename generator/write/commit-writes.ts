import { access, chmod, constants, mkdir, open, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { cannotWrite, fileErrorCode, fileErrorReason, outputKept, refusedWrite } from './file-errors.js'
import {
  applyJournal,
  journalFile,
  overtakenFile,
  readJournal,
  reserveFile,
  stagedFile,
  stagedOutside,
  stagingFolder,
  writeDurably,
  type Journal,
  type OnStep,
} from './journal.js'
import { foldersAbove, manifestName } from './output-path.js'
import { outsideMove, type OutsideChange } from './outside-files.js'
import type { WritePlan } from './plan-writes.js'
import { severalAtOnce } from './several-at-once.js'

/** What a folder takes on a disk, at least by default, in bytes. */
const roomOfFolder = 4096

const ignoreStep: OnStep = () => undefined

/** Options of `commitWrites` and `recover`. */
export interface CommitOptions {
  /** Called before each single change on the disk. */
  readonly onStep?: OnStep
  /** What changes outside of the folder together with it. */
  readonly outside?: readonly OutsideChange[]
}

/** How a run that was interrupted has been dealt with. */
export interface RecoverResult {
  /** `discarded`: it had not begun to touch the output; `finished`: the output is now what that run made. */
  readonly outcome: 'nothing' | 'discarded' | 'finished' | 'failed'
  readonly diagnostics: readonly Diagnostic[]
}

/** A file of the staging folder. */
interface Stored {
  readonly step: string
  readonly path: string
  readonly text: string
  readonly mode?: number | undefined
}

/** Everything new, and the journal that is not valid yet: the disk is waited for once. */
async function stage(plan: WritePlan, outside: readonly OutsideChange[], onStep: OnStep): Promise<Journal> {
  const { folder } = plan
  const files = [...plan.added, ...plan.changed, { path: manifestName, text: plan.manifest }]
  const folders = new Set(files.flatMap(({ path }) => foldersAbove(path)))
  const journal: Journal = {
    version: 2,
    outside: outside.map((change) => outsideMove(folder, change)),
    deletes: plan.removed,
    moves: files.map((file) => file.path),
  }
  const stored: readonly Stored[] = [
    ...files.map(({ path, text }, at) => ({ step: `store ${path}`, path: stagedFile(folder, at), text })),
    ...outside.map(({ shown, text, mode }, at) => ({
      step: `store ${shown}`,
      path: stagedOutside(folder, at),
      text,
      mode,
    })),
    {
      step: 'reserve the room of new folders',
      path: reserveFile(folder),
      text: '\0'.repeat(roomOfFolder * (folders.size + 1)),
    },
    { step: 'store the journal', path: newJournalFile(folder), text: JSON.stringify(journal) },
  ]
  onStep('clear the staging folder')
  await rm(stagingFolder(folder), { recursive: true, force: true })
  onStep('make the staging folder')
  await mkdir(join(stagingFolder(folder), 'files'), { recursive: true })
  await severalAtOnce(stored, async ({ step, path, text, mode }) => {
    onStep(step)
    await writeDurably(path, text)
    if (mode !== undefined) await chmod(path, mode)
  })
  return journal
}

function newJournalFile(folder: string): string {
  return `${journalFile(folder)}.new`
}

/** Fails before anything is touched where a folder that has to change is read-only. */
async function checkFolders({ folder, added, changed, removed }: WritePlan): Promise<void> {
  const paths = [...added.map((file) => file.path), ...changed.map((file) => file.path), ...removed]
  const folders = new Set(['', ...paths.flatMap(foldersAbove)])
  for (const path of folders) {
    await access(join(folder, path), constants.W_OK).catch((error: unknown) => {
      const code = fileErrorCode(error)
      if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
    })
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders; there the order of the writes has to be enough.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** From the rename on, the new output is certain: what is left can be done by any later run. */
async function makeJournalValid(folder: string, onStep: OnStep): Promise<void> {
  await syncFolder(join(stagingFolder(folder), 'files'))
  onStep('make the journal valid')
  await rename(newJournalFile(folder), journalFile(folder))
  await Promise.all([syncFolder(stagingFolder(folder)), syncFolder(folder)])
}

/** Takes back what was stored, the journal first: without it, the rest means nothing. */
async function withdraw(folder: string): Promise<void> {
  await rm(journalFile(folder), { force: true })
  await discard(folder)
}

/** An output folder that was only made for what is stored in it goes, too. */
async function discard(folder: string): Promise<void> {
  await rm(stagingFolder(folder), { recursive: true, force: true })
  await rmdir(folder).catch(() => undefined)
}

/** True when the plan changes anything. */
export function hasWrites(plan: WritePlan): boolean {
  const { added, changed, removed, manifestChanged } = plan
  return added.length + changed.length + removed.length > 0 || manifestChanged
}

function unfinished(folder: string, error: unknown): Diagnostic {
  return cannotWrite(
    `the exchange of ${folder} is not complete: ${fileErrorReason(error)}`,
    'nothing is lost: once the reason is gone, the next run finishes it',
  )
}

/**
 * Carries out a plan: everything new is stored apart first, then a journal, and only then are the files of the folder
 * touched. Interrupted before the journal, the old output is whole; interrupted later, `recover` completes the new
 * one. The caller holds the lock of the folder, and has called `recover`.
 */
export async function commitWrites(
  plan: WritePlan,
  { onStep = ignoreStep, outside = [] }: CommitOptions = {},
): Promise<readonly Diagnostic[]> {
  const { folder } = plan
  if (plan.diagnostics.some(({ severity }) => severity === 'error')) {
    throw new Error('a plan with errors cannot be carried out')
  }
  if (!hasWrites(plan) && outside.length === 0) return []
  let journal: Journal
  try {
    await checkFolders(plan)
    journal = await stage(plan, outside, onStep)
    await makeJournalValid(folder, onStep)
  } catch (error) {
    const problem = refusedWrite(`cannot write to ${folder}`, error, outputKept)
    await withdraw(folder).catch(() => undefined)
    return [problem]
  }
  try {
    const overtaken = await overtakenFile(folder, journal)
    if (overtaken !== undefined) {
      await withdraw(folder)
      const shown = outside.find(({ path }) => path === overtaken)?.shown ?? overtaken
      const hint = `${outputKept}; run tlforge again`
      return [cannotWrite(`${shown} was changed while it was to be added to`, hint)]
    }
    await applyJournal(folder, journal, onStep)
    return []
  } catch (error) {
    return [unfinished(folder, error)]
  }
}

/** Completes or discards what a run that was interrupted has left. */
export async function recover(
  folder: string,
  { onStep = ignoreStep }: CommitOptions = {},
): Promise<RecoverResult> {
  try {
    const journal = await readJournal(folder)
    if (journal === 'damaged') {
      const message = `${journalFile(folder)} was not written by this version of tlforge`
      const hint = `delete ${stagingFolder(folder)}, and bring ${folder} back from version control`
      return { outcome: 'failed', diagnostics: [cannotWrite(message, hint)] }
    }
    if (journal && (await overtakenFile(folder, journal)) !== undefined) {
      onStep('withdraw the journal')
      await withdraw(folder)
      return { outcome: 'discarded', diagnostics: [] }
    }
    if (journal) {
      await applyJournal(folder, journal, onStep)
      return { outcome: 'finished', diagnostics: [] }
    }
    const leftOver = await access(stagingFolder(folder)).then(
      () => true,
      () => false,
    )
    onStep('discard the staging folder')
    if (leftOver) await discard(folder)
    return { outcome: leftOver ? 'discarded' : 'nothing', diagnostics: [] }
  } catch (error) {
    return { outcome: 'failed', diagnostics: [unfinished(folder, error)] }
  }
}
