import type { Command } from 'commander'
import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { TargetConfig } from '../config.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { didYouMean } from '../diagnostics/suggest.js'
import type { GenerateResult, GenerateSummary } from '../options.js'
import { generate } from '../pipeline.js'
import { checkWrites } from '../write/check-writes.js'
import { writeOutput } from '../write/write-output.js'
import { formatCacheFolder, loadConfig, type LoadedConfig } from './load-config.js'
import { loadTarget } from './load-target.js'
import { countOf, duration, startProgress, type Progress } from './progress.js'
import { shownPath } from './read-file.js'
import { formatOption, report, type Format } from './report.js'
import { UsageError, type ExitCode, type Terminal } from './terminal.js'

interface RegenerateOptions {
  readonly config?: string
  readonly target?: string
  readonly check?: boolean
  readonly format: Format
  readonly quiet?: boolean
  readonly color: boolean
}

/** What became of a target: problems, or a line for the end of the run. */
interface Outcome {
  readonly diagnostics: readonly Diagnostic[]
  readonly summary?: string
}

const examples = `
Examples:
  tlforge regenerate                     write all targets of tlforge.config.ts
  tlforge regenerate --target telegram   only this one
  tlforge regenerate --check             write nothing; fail if the output is out of date (for CI)
  tlforge regenerate --check --format sarif > tlforge.sarif`

/** `tlforge regenerate` */
export function addRegenerate(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command('regenerate')
    .description('generate the output of the configuration')
    .option('--config <file>', 'the configuration; by default the nearest tlforge.config.{ts,js,mjs,json}')
    .option('--target <name>', 'only the target with this name')
    .option('--check', 'write nothing, but fail if the output differs from what would be written')
    .addOption(formatOption())
    .option('--quiet', 'print problems only')
    .addHelpText('after', examples)
    .action(async (_: unknown, command: Command) => {
      end(await regenerate(terminal, command.optsWithGlobals<RegenerateOptions>()))
    })
}

async function regenerate(terminal: Terminal, options: RegenerateOptions): Promise<ExitCode> {
  const started = performance.now()
  const result = await loadConfig(terminal.cwd, options.config)
  if (result.kind === 'failed') return report(terminal, result.diagnostics, options)
  const { loaded } = result
  const outcomes: Outcome[] = []
  for (const target of chooseTargets(loaded, options.target)) {
    outcomes.push(await runTarget(target, loaded, terminal, options))
  }
  const code = await report(
    terminal,
    outcomes.flatMap((outcome) => outcome.diagnostics),
    options,
  )
  if (options.quiet !== true) printSummary(terminal, outcomes, options.format, performance.now() - started)
  return code
}

function chooseTargets({ config }: LoadedConfig, name: string | undefined): readonly TargetConfig[] {
  if (name === undefined) return config.targets
  const found = config.targets.filter((target) => target.name === name)
  if (found.length > 0) return found
  const names = config.targets.map((target) => target.name)
  throw new UsageError(
    `the configuration has no target '${name}'`,
    didYouMean(name, names) ?? `it has: ${names.join(', ')}`,
  )
}

async function runTarget(
  target: TargetConfig,
  loaded: LoadedConfig,
  terminal: Terminal,
  options: RegenerateOptions,
): Promise<Outcome> {
  const progress = await startProgress(target.name, terminal, {
    quiet: options.quiet === true,
    color: options.color,
  })
  try {
    const input = await loadTarget(target, loaded.root, terminal.cwd)
    if (!input.options) return { diagnostics: input.diagnostics }
    const cache = await cacheFolder(loaded.root)
    const result = await generate({ ...input.options, ...cache, onProgress: progress.tell })
    const diagnostics = [...input.diagnostics, ...result.diagnostics]
    if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics }
    const output = shownPath(terminal.cwd, resolve(loaded.root, target.output))
    const outcome = await bringOut(result, output, { terminal, options, progress })
    return {
      diagnostics: [...diagnostics, ...outcome.diagnostics],
      ...(outcome.summary !== undefined && { summary: `${target.name}: ${outcome.summary}` }),
    }
  } finally {
    progress.stop()
  }
}

/** No folder `node_modules` is made where there is none. */
async function cacheFolder(root: string): Promise<{ readonly formatCache?: string }> {
  const modules = await stat(join(root, 'node_modules')).catch(() => undefined)
  return modules?.isDirectory() === true ? { formatCache: formatCacheFolder(root) } : {}
}

interface BringOutContext {
  readonly terminal: Terminal
  readonly options: RegenerateOptions
  readonly progress: Progress
}

/** Writes the files, or compares them; `output` is shown in messages and relative to the working directory. */
async function bringOut(result: GenerateResult, output: string, context: BringOutContext): Promise<Outcome> {
  const { terminal, options, progress } = context
  const folder = resolve(terminal.cwd, output)
  const outcome =
    options.check === true ? await compare(result, folder) : await write(result, folder, progress)
  return {
    diagnostics: outcome.diagnostics.map((diagnostic) => showFolder(diagnostic, folder, output)),
    ...(outcome.summary !== undefined && { summary: `${outcome.summary} in ${output}` }),
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

async function compare({ files, summary }: GenerateResult, folder: string): Promise<Outcome> {
  const { missing, changed, stray, unchanged, diagnostics } = await checkWrites(folder, files)
  if (diagnostics.length === 0)
    return { diagnostics, summary: `${found(summary)}; ${countOf(unchanged)} files up to date` }
  const counts = `${countOf(missing.length)} missing, ${countOf(changed.length)} changed, ${countOf(stray.length)} stray`
  return { diagnostics, summary: `${found(summary)}; ${counts}, ${countOf(unchanged)} files up to date` }
}

async function write(
  { files, summary }: GenerateResult,
  folder: string,
  progress: Progress,
): Promise<Outcome> {
  const started = performance.now()
  const stage = { stage: 'write', counts: { files: files.length } } as const
  progress.tell({ ...stage, state: 'start' })
  const { added, changed, removed, unchanged, recovered, diagnostics } = await writeOutput(folder, files)
  progress.tell({ ...stage, state: 'end', milliseconds: performance.now() - started })
  if (diagnostics.length > 0) return { diagnostics }
  const counts = `${countOf(added)} added, ${countOf(changed)} changed, ${countOf(removed)} removed`
  const before = recovered ? '; an interrupted run was completed first' : ''
  return {
    diagnostics,
    summary: `${found(summary)}; ${counts}, ${countOf(unchanged)} files unchanged${before}`,
  }
}

/** `2,490 definitions, 2,300 ids verified, 27 exceptions explained` */
function found({ definitions, verifiedIds, explainedExceptions }: GenerateSummary): string {
  return [
    `${countOf(definitions)} definitions`,
    `${countOf(verifiedIds)} ids verified`,
    `${countOf(explainedExceptions)} exceptions explained`,
  ].join(', ')
}

/** The summary goes to stdout, unless that is for a machine. */
function printSummary(terminal: Terminal, outcomes: readonly Outcome[], format: Format, time: number): void {
  const stream = format === 'text' ? terminal.stdout : terminal.stderr
  for (const { summary } of outcomes) if (summary !== undefined) stream.write(`${summary}\n`)
  stream.write(`done in ${duration(time)}\n`)
}
