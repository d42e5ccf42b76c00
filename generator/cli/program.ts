import { Command, CommanderError } from 'commander'
import { visible } from '../diagnostics/visible.js'
import { addCommands } from './commands.js'
import { ownPackage } from './own-package.js'
import { UsageError, type ExitCode, type Terminal } from './terminal.js'

const after = `
With --json a command prints one JSON document on stdout and nothing else there: what comes of it, and all
problems. --format json and --format sarif print the problems alone. --quiet leaves out all but problems.

Exit codes: 0 fine, 1 problems, 2 wrong usage.

Examples:
  tlforge regenerate
  tlforge check schema/api.tl
  tlforge explain TL2003
  tlforge help regenerate`

async function buildProgram(
  args: readonly string[],
  terminal: Terminal,
  version: string,
  end: (code: ExitCode) => void,
): Promise<Command> {
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
  await addCommands(program, args, terminal, end)
  return program
}

/**
 * Runs a command line; `args` begins behind the name of the program. Throws only for a mistake in tlforge itself.
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  const { version } = await ownPackage()
  const program = await buildProgram(args, terminal, version, (code) => {
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
