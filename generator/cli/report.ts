import { Option } from 'commander'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { renderJson, renderJsonOutcome } from '../diagnostics/render-json.js'
import { renderSarif } from '../diagnostics/render-sarif.js'
import { renderTextReport } from '../diagnostics/render-text.js'
import { sortDiagnostics } from '../diagnostics/sort.js'
import { assertNever } from '../ir/assert-never.js'
import { ownPackage } from './own-package.js'
import { colorsOf, type ExitCode, type Terminal } from './terminal.js'

/** How problems are printed: `text` to stderr, the others to stdout. */
export type Format = 'text' | 'json' | 'sarif'

/** `--format`, the same for all commands. */
export function formatOption(): Option {
  return new Option('--format <format>', 'how problems are printed; json and sarif go to stdout')
    .choices(['text', 'json', 'sarif'])
    .default('text')
}

/** `--json`, the same for all commands. */
export function jsonOption(): Option {
  return new Option('--json', 'print what comes of it, and all problems, as one JSON document').conflicts(
    'format',
  )
}

/** `--quiet`, the same for all commands. */
export function quietOption(): Option {
  return new Option('--quiet', 'print problems only')
}

/** What `formatOption`, `jsonOption`, `quietOption` and `--no-color` have come to. */
export interface OutputOptions {
  readonly format?: Format
  readonly json?: boolean
  readonly quiet?: boolean
  readonly color: boolean
}

/** What comes of a command besides problems. */
export interface Outcome {
  /** For people, on stdout. */
  readonly text: string
  /** For programs, in the JSON document. */
  readonly data: object
}

/** A wrong byte is read as U+FFFD, which the parser rejects, too; the report about the byte says more. */
export function withoutEchoes(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = ({ place }: Diagnostic): string => `${place?.span.start ?? -1} ${place?.source.name ?? ''}`
  const wrongBytes = new Set(diagnostics.filter(({ code }) => code === 'TL1008').map(key))
  return diagnostics.filter((diagnostic) => diagnostic.code !== 'TL1002' || !wrongBytes.has(key(diagnostic)))
}

/**
 * Ends a command: prints all problems of a run, sorted, and what came of it; tells the exit code. Without an outcome
 * there are problems alone. Warnings are no failure.
 */
export async function report(
  terminal: Terminal,
  diagnostics: readonly Diagnostic[],
  options: OutputOptions,
  outcome?: Outcome,
): Promise<ExitCode> {
  const sorted = sortDiagnostics(withoutEchoes(diagnostics))
  const code = sorted.some(({ severity }) => severity === 'error') ? 1 : 0
  if (options.json === true) {
    terminal.stdout.write(renderJsonOutcome(sorted, outcome?.data ?? {}))
    return code
  }
  await printProblems(terminal, sorted, options)
  const isForPeople = (options.format ?? 'text') === 'text'
  if (outcome && isForPeople && options.quiet !== true) terminal.stdout.write(outcome.text)
  return code
}

async function printProblems(
  terminal: Terminal,
  sorted: readonly Diagnostic[],
  { format = 'text', color }: OutputOptions,
): Promise<void> {
  switch (format) {
    case 'text':
      terminal.stderr.write(renderTextReport(sorted, colorsOf(terminal, color)))
      break
    case 'json':
      terminal.stdout.write(renderJson(sorted))
      break
    case 'sarif':
      terminal.stdout.write(renderSarif(sorted, (await ownPackage()).version))
      break
    default:
      assertNever(format)
  }
}
