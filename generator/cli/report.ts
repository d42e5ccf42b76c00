import { Option } from 'commander'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { renderJson } from '../diagnostics/render-json.js'
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

/** A wrong byte is read as U+FFFD, which the parser rejects, too; the report about the byte says more. */
export function withoutEchoes(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = ({ place }: Diagnostic): string => `${place?.span.start ?? -1} ${place?.source.name ?? ''}`
  const wrongBytes = new Set(diagnostics.filter(({ code }) => code === 'TL1008').map(key))
  return diagnostics.filter((diagnostic) => diagnostic.code !== 'TL1002' || !wrongBytes.has(key(diagnostic)))
}

/** Prints all problems of a run, sorted, and tells the exit code: warnings alone are no failure. */
export async function report(
  terminal: Terminal,
  diagnostics: readonly Diagnostic[],
  options: { readonly format: Format; readonly color: boolean },
): Promise<ExitCode> {
  const sorted = sortDiagnostics(withoutEchoes(diagnostics))
  switch (options.format) {
    case 'text':
      terminal.stderr.write(renderTextReport(sorted, colorsOf(terminal, options.color)))
      break
    case 'json':
      terminal.stdout.write(renderJson(sorted))
      break
    case 'sarif':
      terminal.stdout.write(renderSarif(sorted, (await ownPackage()).version))
      break
    default:
      assertNever(options.format)
  }
  return sorted.some(({ severity }) => severity === 'error') ? 1 : 0
}
