import { resolve } from 'node:path'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { TargetConfig } from '../config.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { GenerateOptions, GenerateResult, GenerateSummary, SubsetSummary } from '../options.js'
import type { Renderer } from '../render/renderer.js'
import type { OutsideEdit } from '../write/outside-files.js'
import { runKey } from '../write/run-key.js'
import { isUpToDate, readRunRecord, writeRunRecord, type RunRecord } from '../write/run-record.js'
import { keeping, layerEdits, withPrevious } from './layer-edits.js'
import { cacheFolder, inConfig, type LoadedConfig } from './load-config.js'
import { loadTarget } from './load-target.js'
import { countOf, startProgress, type Progress } from './progress.js'
import { shownPath } from './read-file.js'
import type { Terminal } from './terminal.js'

/** What became of a target: problems, or a line for the end of the run. */
export interface Outcome {
  readonly diagnostics: readonly Diagnostic[]
  readonly summary?: string
}

/** What a target is made with. */
export interface TargetContext {
  readonly loaded: LoadedConfig
  readonly terminal: Terminal
  readonly check: boolean
  readonly cache: boolean
  readonly quiet: boolean
  readonly color: boolean
  /** Kept for several runs by who watches; by default each run has its own. */
  readonly renderer?: Renderer
}

/** What is known of the run before this one. */
interface Before {
  readonly cache?: string
  readonly key?: string
  readonly record?: RunRecord
}

/** Makes one target, or finds that there is nothing to do. */
export async function runTarget(target: TargetConfig, context: TargetContext): Promise<Outcome> {
  const { loaded, terminal } = context
  const input = await loadTarget(target, loaded.root, terminal.cwd)
  if (!input.options) return { diagnostics: input.diagnostics }
  const output = shownPath(terminal.cwd, resolve(loaded.root, target.output))
  const options = keeping(input.options, target)
  const before = await lookBack(options, output, context)
  const { record, key } = before
  const titled = (summary: string): string => `${target.name}: ${summary} in ${output}`
  if (input.diagnostics.length === 0 && !context.check && record && key !== undefined) {
    if (isUpToDate(record, key, resolve(terminal.cwd, output))) {
      const counts = `0 added, 0 changed, 0 removed, ${countOf(record.count)} files unchanged`
      return { diagnostics: [], summary: titled(`${found(record.summary)}; ${counts}`) }
    }
  }
  const progress = await startProgress(target.name, terminal, context)
  try {
    const withKept = await withPrevious(options, output, terminal.cwd)
    const result = await generateTarget(withKept, before, context, progress)
    const diagnostics = await inTarget([...input.diagnostics, ...result.diagnostics], target, context)
    if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics }
    const edits = layerEdits(result.changes ?? [], target, loaded.root, terminal.cwd)
    const outcome = await bringOut(result, output, { ...context, before, progress, edits })
    return {
      diagnostics: [...diagnostics, ...outcome.diagnostics],
      ...(outcome.summary !== undefined && { summary: titled(outcome.summary) }),
    }
  } finally {
    progress.stop()
  }
}

/** Options of a target, which the pipeline knows, become those of the configuration. */
async function inTarget(
  diagnostics: readonly Diagnostic[],
  target: TargetConfig,
  { loaded: { config, file }, terminal: { cwd } }: TargetContext,
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
  { loaded, terminal, cache: isWanted }: TargetContext,
): Promise<Before> {
  // No folder `node_modules` is made where there is none.
  const modules = await stat(join(loaded.root, 'node_modules')).catch(() => undefined)
  if (!isWanted || modules?.isDirectory() !== true) return {}
  const cache = cacheFolder(loaded.root)
  const [key, record] = await Promise.all([
    runKey(options),
    readRunRecord(cache, resolve(terminal.cwd, output)),
  ])
  return { cache, ...(key !== undefined && { key }), ...(record && { record }) }
}

async function generateTarget(
  options: GenerateOptions,
  { cache }: Before,
  { terminal: { threads = 0 }, renderer }: TargetContext,
  progress: Progress,
): Promise<GenerateResult> {
  // Loaded here: a run that has nothing to do needs none of the stages.
  const { generate, generateWith } = await import('../pipeline.js')
  const all = { ...options, threads, onProgress: progress.tell }
  if (renderer) return generateWith(renderer, all)
  return generate({ ...all, ...(cache !== undefined && { formatCache: cache }) })
}

interface BringOutContext extends TargetContext {
  readonly before: Before
  readonly progress: Progress
  readonly edits: readonly OutsideEdit[]
}

/** Writes the files, or compares them; `output` is shown in messages and relative to the working directory. */
async function bringOut(result: GenerateResult, output: string, context: BringOutContext): Promise<Outcome> {
  const folder = resolve(context.terminal.cwd, output)
  const outcome = context.check
    ? await compare(result, folder, context.edits)
    : await write(result, folder, context)
  return {
    ...outcome,
    diagnostics: outcome.diagnostics.map((diagnostic) => showFolder(diagnostic, folder, output)),
  }
}

function showFolder(diagnostic: Diagnostic, folder: string, output: string): Diagnostic {
  const { message, hint } = diagnostic
  return {
    ...diagnostic,
    message: message.replaceAll(folder, output),
    ...(hint !== undefined && { hint: hint.replaceAll(folder, output) }),
  }
}

async function compare(
  { files, summary }: GenerateResult,
  folder: string,
  edits: readonly OutsideEdit[],
): Promise<Outcome> {
  const { checkWrites } = await import('../write/check-writes.js')
  const { missing, changed, stray, unchanged, diagnostics } = await checkWrites(folder, files, edits)
  if (diagnostics.length === 0)
    return { diagnostics, summary: `${found(summary)}; ${countOf(unchanged)} files up to date` }
  const counts = `${countOf(missing.length)} missing, ${countOf(changed.length)} changed, ${countOf(stray.length)} stray`
  return { diagnostics, summary: `${found(summary)}; ${counts}, ${countOf(unchanged)} files up to date` }
}

async function write(
  { files, summary, diagnostics: warnings }: GenerateResult,
  folder: string,
  { before: { cache, key, record }, progress, edits }: BringOutContext,
): Promise<Outcome> {
  const { writeOutput } = await import('../write/write-output.js')
  const started = performance.now()
  const stage = { stage: 'write', counts: { files: files.length } } as const
  progress.tell({ ...stage, state: 'start' })
  const { added, changed, removed, unchanged, recovered, edited, diagnostics } = await writeOutput(
    folder,
    files,
    { edits, ...(record && { known: record.files }) },
  )
  progress.tell({ ...stage, state: 'end', milliseconds: performance.now() - started })
  if (diagnostics.length > 0) return { diagnostics }
  // A run with warnings has to give them again.
  if (cache !== undefined && key !== undefined && warnings.length === 0) {
    await writeRunRecord(cache, folder, { key, summary, files })
  }
  const counts = `${countOf(added)} added, ${countOf(changed)} changed, ${countOf(removed)} removed`
  const told = edited.map(({ part, shown }) => `; ${part} was added to ${shown}`).join('')
  const before = recovered ? '; an interrupted run was completed first' : ''
  return {
    diagnostics,
    summary: `${found(summary)}; ${counts}, ${countOf(unchanged)} files unchanged${told}${before}`,
  }
}

/** `2,490 definitions, 2,300 ids verified, 27 exceptions explained; of api: 12 of 807 methods, …` */
function found({ definitions, verifiedIds, explainedExceptions, subsets = [] }: GenerateSummary): string {
  const counts = [
    `${countOf(definitions)} definitions`,
    `${countOf(verifiedIds)} ids verified`,
    `${countOf(explainedExceptions)} exceptions explained`,
  ].join(', ')
  return [counts, ...subsets.map(subsetText)].join('; ')
}

/** `of api: 12 of 807 methods, 27 of 1,641 constructors` */
function subsetText(subset: SubsetSummary): string {
  const { schema, methods, allMethods, constructors, allConstructors, outside } = subset
  const parts = [
    `${countOf(methods)} of ${countOf(allMethods)} methods`,
    `${countOf(constructors)} of ${countOf(allConstructors)} constructors`,
    ...(outside > 0 ? [`${countOf(outside)} more left out of their types`] : []),
  ]
  return `of ${schema}: ${parts.join(', ')}`
}
