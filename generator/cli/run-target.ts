import { resolve } from 'node:path'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { TargetConfig } from '../config.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { GenerateOptions, GenerateResult } from '../options.js'
import { openRun, type Work } from '../open-run.js'
import { renewDiskState, type DiskState } from '../write/disk-state.js'
import type { OutsideEdit } from '../write/outside-files.js'
import { runKey } from '../write/run-key.js'
import { hashesOf, isUpToDate, readRunRecord, storeRunRecord, type RunRecord } from '../write/run-record.js'
import { keeping, layerEdits, withPrevious } from './layer-edits.js'
import { cacheFolder, inConfig, type LoadedConfig } from './load-config.js'
import { loadTarget } from './load-target.js'
import { startProgress, type Progress } from './progress.js'
import type { Kept } from './kept.js'
import { shownPath, withShownPath } from './read-file.js'
import type { TargetSummary } from './target-summary.js'
import type { Terminal } from './terminal.js'

/** What became of a target: problems, or counts for the end of the run. */
export interface Outcome {
  readonly diagnostics: readonly Diagnostic[]
  readonly summary?: TargetSummary
}

/** What a target is made with. */
export interface TargetContext {
  readonly loaded: LoadedConfig
  readonly terminal: Terminal
  readonly check: boolean
  readonly cache: boolean
  readonly quiet: boolean
  readonly color: boolean
  /** By who watches; by default each run has its own. */
  readonly kept?: Kept
}

/** What is known of the run before this one. */
interface Before {
  readonly cache?: string
  readonly key?: string
  readonly record?: RunRecord
  /** Files of the output that need not be read. */
  readonly known?: DiskState
}

/** Makes one target, or finds that there is nothing to do. */
export async function runTarget(target: TargetConfig, context: TargetContext): Promise<Outcome> {
  const { loaded, terminal } = context
  const input = await loadTarget(target, loaded.root, terminal.cwd)
  if (!input.options) return { diagnostics: input.diagnostics }
  const output = shownPath(terminal.cwd, resolve(loaded.root, target.output))
  const options = keeping(input.options, target)
  const before = await lookBack(options, output, context)
  const title = { name: target.name, output }
  // Who watches wants the stages to know all by the time of the next run.
  if (input.diagnostics.length === 0 && !context.check && !context.kept) {
    const summary = await upToDate(before, resolve(terminal.cwd, output))
    if (summary) return { diagnostics: [], summary: { ...title, ...summary } }
  }
  const progress = await startProgress(target.name, terminal, context)
  const rest: Work[] = []
  const settle = async (): Promise<void> => {
    await Promise.all(rest.splice(0).map((work) => work()))
  }
  try {
    const withKept = await withPrevious(options, output, terminal.cwd)
    const result = await generateTarget(withKept, before, {
      ...context,
      target: target.name,
      progress,
      later: (work) => rest.push(work),
    })
    const diagnostics = await inTarget([...input.diagnostics, ...result.diagnostics], target, context)
    if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics }
    const edits = layerEdits(result.changes ?? [], target, loaded.root, terminal.cwd)
    const outcome = await bringOut(result, output, { ...context, options, before, progress, edits, settle })
    const { files } = outcome
    return {
      diagnostics: [...diagnostics, ...outcome.diagnostics],
      ...(files && { summary: { ...title, ...result.summary, files } }),
    }
  } finally {
    await settle()
    progress.stop()
  }
}

/** What a run would say that finds nothing to do; undefined where there may be something. */
async function upToDate(
  { cache, key, record }: Before,
  output: string,
): Promise<Omit<TargetSummary, 'name' | 'output'> | undefined> {
  if (cache === undefined || key === undefined || !record) return undefined
  if (!(await isUpToDate(record, key, { cache, output }))) return undefined
  return { ...record.summary, files: { ...nothingWritten, unchanged: record.count } }
}

/** Options of a target, which the pipeline knows, become those of the configuration. */
export async function inTarget(
  diagnostics: readonly Diagnostic[],
  target: TargetConfig,
  { loaded: { config, file }, terminal: { cwd } }: Pick<TargetContext, 'loaded' | 'terminal'>,
): Promise<readonly Diagnostic[]> {
  const above = ['targets', config.targets.indexOf(target)]
  const options = diagnostics.map((diagnostic) =>
    diagnostic.option ? { ...diagnostic, option: [...above, ...diagnostic.option] } : diagnostic,
  )
  return inConfig(options, file, cwd)
}

async function lookBack(
  options: GenerateOptions,
  output: string,
  { loaded, terminal, cache: isWanted, kept }: TargetContext,
): Promise<Before> {
  // No folder `node_modules` is made where there is none.
  const modules = await stat(join(loaded.root, 'node_modules')).catch(() => undefined)
  if (!isWanted || modules?.isDirectory() !== true) return {}
  const cache = cacheFolder(loaded.root)
  const folder = resolve(terminal.cwd, output)
  const known = kept?.outputs.get(folder)
  if (known) return { cache, known }
  const [key, record] = await Promise.all([kept ? undefined : runKey(options), readRunRecord(cache, folder)])
  return { cache, ...(key !== undefined && { key }), ...(record && { record, known: record.files }) }
}

interface GenerateContext extends TargetContext {
  readonly target: string
  readonly progress: Progress
  readonly later: (work: Work) => void
}

async function generateTarget(
  options: GenerateOptions,
  { cache }: Before,
  { terminal: { threads = false }, kept, target, progress, later }: GenerateContext,
): Promise<GenerateResult> {
  const all = { ...options, threads, onProgress: progress.tell }
  if (kept) return kept.generate(target, all)
  // Loaded here: a run that has nothing to do needs none of the stages.
  const [{ generateIn }, run] = await Promise.all([
    import('../pipeline.js'),
    openRun({ threads, ...(cache !== undefined && { formatCache: cache }) }, later),
  ])
  return generateIn(run, all)
}

interface BringOutContext extends TargetContext {
  readonly options: GenerateOptions
  readonly before: Before
  readonly progress: Progress
  readonly edits: readonly OutsideEdit[]
  /** Does what is left of generating. */
  readonly settle: () => Promise<void>
}

const nothingWritten = {
  kind: 'written',
  added: 0,
  changed: 0,
  removed: 0,
  recovered: false,
  edited: [],
} as const

interface BroughtOut {
  readonly diagnostics: readonly Diagnostic[]
  readonly files?: TargetSummary['files']
}

/** Writes the files, or compares them; `output` is shown in messages and relative to the working directory. */
async function bringOut(
  result: GenerateResult,
  output: string,
  context: BringOutContext,
): Promise<BroughtOut> {
  const folder = resolve(context.terminal.cwd, output)
  const outcome = context.check
    ? await compare(result, folder, context.edits)
    : await write(result, folder, context)
  return {
    ...outcome,
    diagnostics: withShownPath(outcome.diagnostics, folder, output),
  }
}

async function compare(
  { files }: GenerateResult,
  folder: string,
  edits: readonly OutsideEdit[],
): Promise<BroughtOut> {
  const { checkWrites } = await import('../write/check-writes.js')
  const { diagnostics, ...counts } = await checkWrites(folder, files, edits)
  return { diagnostics, files: { kind: 'compared', ...counts } }
}

async function write(
  result: GenerateResult,
  folder: string,
  { before, progress, edits, options: made, kept, settle }: BringOutContext,
): Promise<BroughtOut> {
  const { writeOutput } = await import('../write/write-output.js')
  const { files } = result
  const started = performance.now()
  const stage = { stage: 'write', counts: { files: files.length } } as const
  progress.tell({ ...stage, state: 'start' })
  const options = { edits, ...(before.known && { known: before.known }) }
  // There is time for the rest while the disk is waited for.
  const [{ diagnostics, ...written }] = await Promise.all([writeOutput(folder, files, options), settle()])
  progress.tell({ ...stage, state: 'end', milliseconds: performance.now() - started })
  if (diagnostics.length > 0) return { diagnostics }
  if (kept) keepRecord(result, folder, { kept, before, options: made })
  else await remember(result, folder, before)
  return { diagnostics, files: { kind: 'written', ...written } }
}

/** A run with warnings has to give them again. */
async function remember(
  { files, summary, diagnostics: warnings }: GenerateResult,
  folder: string,
  { cache, key, known = new Map() }: Before,
): Promise<void> {
  if (cache === undefined || key === undefined || warnings.length > 0) return
  // The writer has looked at those that have not changed.
  const state = renewDiskState(folder, known, hashesOf(files))
  await storeRunRecord(cache, folder, { key, summary, count: files.length, files: state })
}

/** The next run of who watches needs no more than what the files look like; the record of the run can wait. */
function keepRecord(
  { files, summary, diagnostics: warnings }: GenerateResult,
  folder: string,
  {
    kept,
    before,
    options,
  }: { readonly kept: Kept; readonly before: Before; readonly options: GenerateOptions },
): void {
  const { cache, known = new Map() } = before
  if (cache === undefined) return
  const state = renewDiskState(folder, known, hashesOf(files))
  kept.outputs.set(folder, state)
  kept.later(folder, async () => {
    const key = warnings.length === 0 ? await runKey(options) : undefined
    if (key !== undefined)
      await storeRunRecord(cache, folder, { key, summary, count: files.length, files: state })
  })
}
