import { Command, CommanderError } from 'commander'
import { visible } from '../diagnostics/visible.js'
import { addCheck } from './check.js'
import { addDecode } from './decode.js'
import { addDocs } from './docs.js'
import { addEncode } from './encode.js'
import { addExplain } from './explain.js'
import { addFmt } from './fmt.js'
import { addId } from './id.js'
import { ownPackage } from './own-package.js'
import { addRegenerate } from './regenerate.js'
import { UsageError, type ExitCode, type Terminal } from './terminal.js'

const after = `
Exit codes: 0 fine, 1 problems, 2 wrong usage.

Examples:
  tlforge regenerate
  tlforge check schema/api.tl
  tlforge explain TL2003
  tlforge help regenerate`

function buildProgram(terminal: Terminal, version: string, end: (code: ExitCode) => void): Command {
  const program = new Command('tlforge')
    .description('TL schemas in, typed TypeScript out.')
    .version(version, '--version', 'print the version')
    .option('--no-color', 'print without colours')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', after)
    .showHelpAfterError('(--help shows what is possible)')
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
      outputError: (text, write) => write(text.split('\n').map(visible).join('\n')),
    })
    .exitOverride()
  addRegenerate(program, terminal, end)
  addCheck(program, terminal, end)
  addDocs(program, terminal, end)
  addFmt(program, terminal, end)
  addId(program, terminal, end)
  addDecode(program, terminal, end)
  addEncode(program, terminal, end)
  addExplain(program, terminal)
  return program
}

/**
 * Runs a command line; `args` begins behind the name of the program. Throws only for a mistake in tlforge itself.
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  const { version } = await ownPackage()
  const program = buildProgram(terminal, version, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    // Help and version end with 0; all else that commander throws is about the usage, and printed already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof UsageError)) throw error
    const hint = error.hint === undefined ? '' : `hint: ${visible(error.hint)}\n`
    terminal.stderr.write(`error: ${visible(error.message)}\n${hint}`)
    return 2
  }
}
