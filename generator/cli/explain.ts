import type { Command } from 'commander'
import { diagnosticCodes } from '../diagnostics/codes.js'
import { explain, explanationPage, isDiagnosticCode } from '../diagnostics/explain/explain.js'
import { didYouMean } from '../diagnostics/suggest.js'
import { jsonOption, report, type Outcome, type OutputOptions } from './report.js'
import { UsageError, type ExitCode, type Terminal } from './terminal.js'

const examples = `
Examples:
  tlforge explain TL2003   what the code means, with an example
  tlforge explain          all codes
  tlforge explain --json   all codes, for a program`

/** `tlforge explain` */
export function addExplain(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command('explain')
    .description('explain the code of a problem, or list all codes')
    .argument('[code]', 'such as TL2003')
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action(async (code: string | undefined, _: unknown, command: Command) => {
      const outcome = code === undefined ? codeList() : page(code)
      end(await report(terminal, [], command.optsWithGlobals<OutputOptions>(), outcome))
    })
}

function codeList(): Outcome {
  const codes = Object.entries(diagnosticCodes).map(([code, title]) => ({ code, title }))
  return { text: codes.map(({ code, title }) => `${code}  ${title}\n`).join(''), data: { codes } }
}

function page(typed: string): Outcome {
  const code = typed.toUpperCase()
  if (isDiagnosticCode(code)) {
    return { text: explain(code), data: { code, title: diagnosticCodes[code], ...explanationPage(code) } }
  }
  const hint = didYouMean(code, Object.keys(diagnosticCodes))
  throw new UsageError(`there is no code '${typed}'`, hint ?? 'tlforge explain lists all codes')
}
