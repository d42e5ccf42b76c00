import { mkdir, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { OutputFile } from '../options.js'
import { commitWrites, recover, type CommitOptions } from './commit-writes.js'
import type { DiskState } from './disk-state.js'
import { fileErrorCode, outputKept, refusedWrite } from './file-errors.js'
import { lockOutput } from './lock.js'
import { planOutside, type OutsideEdit } from './outside-files.js'
import { planWrites } from './plan-writes.js'

/** What has been done to an output folder; all counts are 0 where there are errors. */
export interface WriteResult {
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly unchanged: number
  /** A run before had been interrupted, and its output has been completed first. */
  readonly recovered: boolean
  /** The files outside of the folder that have been changed, and what they were given. */
  readonly edited: readonly Pick<OutsideEdit, 'shown' | 'part'>[]
  readonly diagnostics: readonly Diagnostic[]
}

const nothing = { added: 0, changed: 0, removed: 0, unchanged: 0, recovered: false, edited: [] } as const

/** An output folder that is a link is followed once, so that its lock is beside what it leads to. */
async function resolveFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder)
  } catch (error) {
    if (fileErrorCode(error) !== 'ENOENT') throw error
    await mkdir(dirname(folder), { recursive: true })
    return join(await realpath(dirname(folder)), basename(folder))
  }
}

/** Messages name the folder as the caller does. */
function renamed(diagnostics: readonly Diagnostic[], from: string, to: string): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    message: diagnostic.message.replaceAll(from, to),
    ...(diagnostic.hint !== undefined && { hint: diagnostic.hint.replaceAll(from, to) }),
  }))
}

/** Options of `writeOutput`. */
export interface WriteOptions extends Pick<CommitOptions, 'onStep'> {
  /** Files that need not be read to know what is in them. */
  readonly known?: DiskState
  /** Files outside of the folder that change with it, or not at all. */
  readonly edits?: readonly OutsideEdit[]
}

async function writeLocked(
  folder: string,
  files: readonly OutputFile[],
  options: WriteOptions,
): Promise<WriteResult> {
  const before = await recover(folder, options)
  if (before.diagnostics.length > 0) return { ...nothing, diagnostics: before.diagnostics }
  const recovered = before.outcome === 'finished'
  const plan = await planWrites(folder, files, options.known)
  const { changes: outside, diagnostics: ofEdits } = await planOutside(options.edits ?? [])
  const problems = [...plan.diagnostics, ...ofEdits]
  const diagnostics = problems.length > 0 ? problems : await commitWrites(plan, { ...options, outside })
  if (diagnostics.length > 0) return { ...nothing, recovered, diagnostics }
  return {
    added: plan.added.length,
    changed: plan.changed.length,
    removed: plan.removed.length,
    unchanged: plan.unchanged.length,
    recovered,
    edited: outside.map(({ shown, part }) => ({ shown, part })),
    diagnostics,
  }
}

/** Makes a folder hold these files: lock, complete an interrupted run, compare, exchange what differs. */
export async function writeOutput(
  folder: string,
  files: readonly OutputFile[],
  options: WriteOptions = {},
): Promise<WriteResult> {
  let real: string
  try {
    real = await resolveFolder(folder)
  } catch (error) {
    const problem = refusedWrite(`cannot write to ${folder}`, error, outputKept)
    return { ...nothing, diagnostics: [problem] }
  }
  const lock = await lockOutput(real)
  if (lock.kind === 'refused') return { ...nothing, diagnostics: renamed([lock.diagnostic], real, folder) }
  try {
    const result = await writeLocked(real, files, options)
    return { ...result, diagnostics: renamed(result.diagnostics, real, folder) }
  } finally {
    await lock.release()
  }
}
