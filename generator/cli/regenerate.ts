import { Option, type Command } from 'commander'
import type { TargetConfig } from '../config.js'
import { didYouMean } from '../diagnostics/suggest.js'
import type { Renderer } from '../render/renderer.js'
import { loadConfig, type LoadedConfig } from './load-config.js'
import { duration } from './progress.js'
import { formatOption, report, type Format } from './report.js'
import { runTarget, type Outcome, type TargetContext } from './run-target.js'
import { UsageError, type ExitCode, type Terminal } from './terminal.js'

interface RegenerateOptions {
  readonly config?: string
  readonly target?: string
  readonly check?: boolean
  readonly watch?: boolean
  readonly format: Format
  readonly quiet?: boolean
  readonly cache: boolean
  readonly color: boolean
}

const examples = `
Examples:
  tlforge regenerate                     write all targets of tlforge.config.ts
  tlforge regenerate --target telegram   only this one
  tlforge regenerate --watch             and again whenever a schema or the configuration changes
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
    .addOption(new Option('--watch', 'go on, and write again what a change touches').conflicts('check'))
    .addOption(formatOption())
    .option('--no-cache', 'make every file anew, without what is known of runs before')
    .option('--quiet', 'print problems only')
    .addHelpText('after', examples)
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<RegenerateOptions>()
      if (options.watch !== true) return end(await regenerate(terminal, options))
      const { watch } = await import('./watch.js')
      const run = (renderer: Renderer): Promise<ExitCode> => regenerate(terminal, options, renderer)
      end(await watch(terminal, options, run))
    })
}

async function regenerate(
  terminal: Terminal,
  options: RegenerateOptions,
  renderer?: Renderer,
): Promise<ExitCode> {
  const started = performance.now()
  const result = await loadConfig(terminal.cwd, options.config)
  if (result.kind === 'failed') return report(terminal, result.diagnostics, options)
  const { loaded } = result
  const { check = false, quiet = false, cache, color } = options
  const kept = renderer && { renderer }
  const context: TargetContext = { loaded, terminal, check, quiet, cache, color, ...kept }
  const outcomes: Outcome[] = []
  for (const target of chooseTargets(loaded, options.target)) {
    outcomes.push(await runTarget(target, context))
  }
  const code = await report(
    terminal,
    outcomes.flatMap((outcome) => outcome.diagnostics),
    options,
  )
  if (options.quiet !== true) printSummary(terminal, outcomes, options.format, performance.now() - started)
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

/** The summary goes to stdout, unless that is for a machine. */
function printSummary(terminal: Terminal, outcomes: readonly Outcome[], format: Format, time: number): void {
  const stream = format === 'text' ? terminal.stdout : terminal.stderr
  for (const { summary } of outcomes) if (summary !== undefined) stream.write(`${summary}\n`)
  stream.write(`done in ${duration(time)}\n`)
}
