import type { Command } from 'commander'
import { diagnosticCodes } from '../diagnostics/codes.js'
import { explain, isDiagnosticCode } from '../diagnostics/explain/explain.js'
import { didYouMean } from '../diagnostics/suggest.js'
import { UsageError, type Terminal } from './terminal.js'

const examples = `
Examples:
  tlforge explain TL2003   what the code means, with an example
  tlforge explain          all codes`

/** `tlforge explain` */
export function addExplain(program: Command, terminal: Terminal): void {
  program
    .command('explain')
    .description('explain the code of a problem, or list all codes')
    .argument('[code]', 'such as TL2003')
    .addHelpText('after', examples)
    .action((code: string | undefined) => {
      terminal.stdout.write(code === undefined ? codeList() : page(code))
    })
}

function codeList(): string {
  return Object.entries(diagnosticCodes)
    .map(([code, title]) => `${code}  ${title}\n`)
    .join('')
}

function page(typed: string): string {
  const code = typed.toUpperCase()
  if (isDiagnosticCode(code)) return explain(code)
  const hint = didYouMean(code, Object.keys(diagnosticCodes))
  throw new UsageError(`there is no code '${typed}'`, hint ?? 'tlforge explain lists all codes')
}
