import type { Command } from 'commander'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { fileErrorCode, refusedWrite } from '../write/file-errors.js'
import { ask } from './init-ask.js'
import { detect } from './init-detect.js'
import { configText, type Answers } from './init-text.js'
import { configNames } from './load-config.js'
import { jsonOption, quietOption, report, type OutputOptions } from './report.js'
import { UsageError, type ExitCode, type Terminal } from './terminal.js'

interface InitOptions extends OutputOptions {
  readonly yes?: boolean
  readonly force?: boolean
}

const examples = `
Without file names, the TL files of the folder and of those below it are taken.

Examples:
  tlforge init                ask, then write tlforge.config.ts
  tlforge init --yes          take what is found, and the defaults
  tlforge init --yes api.tl   for this schema
  tlforge init --force        write over a configuration that is there
  tlforge init --yes --json   what was written, for a program`

/** `tlforge init` */
export function addInit(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command('init')
    .description('write a configuration, with comments')
    .argument('[file...]', 'TL files')
    .option('-y, --yes', 'ask nothing')
    .option('--force', 'write over a configuration that is there')
    .addOption(jsonOption())
    .addOption(quietOption())
    .addHelpText('after', examples)
    .action(async (files: readonly string[], _: unknown, command: Command) => {
      end(await init(terminal, files, command.optsWithGlobals<InitOptions>()))
    })
}

const fileName = 'tlforge.config.ts'

async function init(terminal: Terminal, files: readonly string[], options: InitOptions): Promise<ExitCode> {
  const { cwd } = terminal
  const there = configNames.find((name) => existsSync(join(cwd, name)))
  if (there !== undefined && options.force !== true) {
    throw new UsageError(`there is a ${there} already`, '--force writes over it')
  }
  const isTerminal = terminal.stdin?.isTTY === true && terminal.stderr.isTTY === true
  if (options.yes !== true && !isTerminal) {
    throw new UsageError(
      'there is no terminal to ask questions on',
      '--yes takes what is found, and the defaults',
    )
  }
  const { schemas: found, ...detected } = await detect(cwd)
  const proposed: Answers = {
    ...detected,
    schemas: files.length > 0 ? files : found,
    idRule: 'auto',
    long: 'bigint',
    runtime: 'bundled',
    include: [],
  }
  if (options.yes === true && proposed.schemas.length === 0) {
    throw new UsageError(
      'there is no .tl file in this folder or below it',
      'name one: tlforge init --yes FILE',
    )
  }
  const answers = options.yes === true ? proposed : await ask(proposed, terminal)
  if (!answers) {
    terminal.stderr.write('nothing was written\n')
    return 1
  }
  const diagnostics = [
    ...missing(answers, cwd),
    ...(await write(cwd, configText(answers), options.force === true)),
  ]
  if (diagnostics.some(({ severity }) => severity === 'error')) return report(terminal, diagnostics, options)
  const data = { file: fileName, schemas: answers.schemas, output: answers.output }
  const text = `wrote ${fileName}; next: tlforge regenerate\n`
  return report(terminal, diagnostics, options, { text, data })
}

/** A schema may come later: the configuration is written all the same. */
function missing({ schemas }: Answers, cwd: string): readonly Diagnostic[] {
  return schemas
    .filter((file) => !existsSync(join(cwd, file)))
    .map((file) => ({ code: 'TL4001', severity: 'warning', message: `there is no file ${file} yet` }))
}

/** Nothing is written over that appeared while questions were asked. */
async function write(cwd: string, text: string, isForced: boolean): Promise<readonly Diagnostic[]> {
  try {
    const path = join(cwd, fileName)
    if (!isForced) {
      await writeFile(path, text, { flag: 'wx' })
      return []
    }
    // The old configuration is there until the new one is whole.
    const temporary = `${path}.${randomUUID()}.tmp`
    try {
      await writeFile(temporary, text, { flag: 'wx' })
      await rename(temporary, path)
    } finally {
      await rm(temporary, { force: true })
    }
    return []
  } catch (error) {
    if (fileErrorCode(error) === undefined) throw error
    return [refusedWrite(`cannot write ${fileName}`, error, 'nothing was written')]
  }
}
