import { Option, type Command } from 'commander'
import type { TargetConfig } from '../config.js'
import { didYouMean } from '../diagnostics/suggest.js'
import { loadConfig, type LoadedConfig, type LoadResult } from './load-config.js'
import { duration } from './progress.js'
import { formatOption, jsonOption, quietOption, report, type OutputOptions } from './report.js'
import type { Kept } from './kept.js'
import { runTarget, type Outcome, type TargetContext } from './run-target.js'
import { expectShortRun } from './short-run.js'
import { summaryText } from './target-summary.js'
import type { WatchedRun } from './watch.js'
import { UsageError, type ExitCode, type Terminal } from './terminal.js'

interface RegenerateOptions extends OutputOptions {
  readonly config?: string
  readonly target?: string
  readonly check?: boolean
  readonly watch?: boolean
  readonly cache: boolean
}

const examples = `
Examples:
  tlforge regenerate                     write all targets of tlforge.config.ts
  tlforge regenerate --target telegram   only this one
  tlforge regenerate --watch             and again whenever a schema or the configuration changes
  tlforge regenerate --check             write nothing; fail if the output is out of date (for CI)
  tlforge regenerate --check --format sarif > tlforge.sarif
  tlforge regenerate --quiet --json      what was written, and all problems, for a program`

/** `tlforge regenerate` */
export function addRegenerate(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command('regenerate')
    .description('generate the output of the configuration')
    .option('--config <file>', 'the configuration; by default the nearest tlforge.config.{ts,js,mjs,json}')
    .option('--target <name>', 'only the target with this name')
    .option('--check', 'write nothing, but fail if the output differs from what would be written')
    .addOption(new Option('--watch', 'go on, and write again what a change touches').conflicts('check'))
    .addOption(formatOption())
    .option('--no-cache', 'make every file anew, without what is known of runs before')
    .addOption(jsonOption().conflicts('watch'))
    .addOption(quietOption())
    .addHelpText('after', examples)
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<RegenerateOptions>()
      if (options.watch !== true) {
        expectShortRun()
        return end(await regenerate(terminal, options, () => loadConfig(terminal.cwd, options.config)))
      }
      const { watch } = await import('./watch.js')
      const run: WatchedRun = (kept, config) => regenerate(terminal, options, () => config, kept)
      end(await watch(terminal, options, run))
    })
}

async function regenerate(
  terminal: Terminal,
  options: RegenerateOptions,
  load: () => LoadResult | Promise<LoadResult>,
  kept?: Kept,
): Promise<ExitCode> {
  const started = performance.now()
  const result = await load()
  if (result.kind === 'failed') return report(terminal, result.diagnostics, options)
  const { loaded } = result
  const { check = false, quiet = false, cache, color } = options
  const context: TargetContext = { loaded, terminal, check, quiet, cache, color, ...(kept && { kept }) }
  const outcomes: Outcome[] = []
  for (const target of chooseTargets(loaded, options.target)) {
    outcomes.push(await runTarget(target, context))
  }
  const summaries = outcomes.flatMap(({ summary }) => summary ?? [])
  const lines = [...summaries.map(summaryText), `done in ${duration(performance.now() - started)}`]
  const text = lines.map((line) => `${line}\n`).join('')
  const diagnostics = outcomes.flatMap((outcome) => outcome.diagnostics)
  const code = await report(terminal, diagnostics, options, { text, data: { targets: summaries } })
  // What is for a machine leaves the summary to the other stream.
  const isElsewhere = options.json !== true && options.format !== 'text'
  if (isElsewhere && options.quiet !== true) terminal.stderr.write(text)
  return code
}

/** The targets that a command is about. */
export function chooseTargets({ config }: LoadedConfig, name: string | undefined): readonly TargetConfig[] {
  if (name === undefined) return config.targets
  const found = config.targets.filter((target) => target.name === name)
  if (found.length > 0) return found
  const names = config.targets.map((target) => target.name)
  throw new UsageError(
    `the configuration has no target '${name}'`,
    didYouMean(name, names) ?? `it has: ${names.join(', ')}`,
  )
}
