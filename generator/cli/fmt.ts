import type { Command } from 'commander'
import { randomUUID } from 'node:crypto'
import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { decodeSource } from '../syntax/decode.js'
import { cannotWrite, fileErrorReason } from '../write/file-errors.js'
import { readSource, type ReadResult } from './read-file.js'
import { report } from './report.js'
import { UsageError, type ExitCode, type Terminal } from './terminal.js'

interface FmtOptions {
  readonly check?: boolean
  readonly color: boolean
}

const examples = `
A file with syntax errors is left as it is.

Examples:
  tlforge fmt api.tl mtproto.tl     format in place
  tlforge fmt --check schema/*.tl   change nothing; fail if a file is not formatted
  tlforge fmt - < in.tl > out.tl    from stdin to stdout`

/** `tlforge fmt` */
export function addFmt(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command('fmt')
    .description('format schemas')
    .argument('<file...>', 'TL files, or - for stdin')
    .option('--check', 'change nothing, but fail if a file is not formatted')
    .addHelpText('after', examples)
    .action(async (files: readonly string[], _: unknown, command: Command) => {
      end(await fmt(terminal, files, command.optsWithGlobals<FmtOptions>()))
    })
}

async function fmt(terminal: Terminal, files: readonly string[], options: FmtOptions): Promise<ExitCode> {
  if (files.includes('-') && files.length > 1) throw new UsageError('stdin (-) cannot be mixed with files')
  const { formatSource } = await import('./fmt-source.js')
  const diagnostics: Diagnostic[] = []
  let unformatted = 0
  for (const file of files) {
    const isStdin = file === '-'
    const read = isStdin ? await readStdin(terminal) : await readSource(terminal.cwd, file)
    const result = formatSource(read)
    diagnostics.push(...result.diagnostics)
    if (result.text === undefined) continue
    const { text } = result
    const isFormatted = result.isFormatted
    if (!isFormatted) unformatted += 1
    if (options.check === true) {
      if (!isFormatted) terminal.stderr.write(`${isStdin ? 'stdin' : file} is not formatted\n`)
    } else if (isStdin) terminal.stdout.write(text)
    else if (!isFormatted) diagnostics.push(...(await replaceFile(terminal, file, text)))
  }
  const code = await report(terminal, diagnostics, { format: 'text', color: options.color })
  return options.check === true && unformatted > 0 ? 1 : code
}

async function readStdin(terminal: Terminal): Promise<ReadResult> {
  return decodeSource('<stdin>', await terminal.readStdin())
}

/** The file is the old one or the new one at any time; a link stays a link, and the permissions stay. */
async function replaceFile(terminal: Terminal, file: string, text: string): Promise<Diagnostic[]> {
  let temporary: string | undefined
  try {
    const path = await realpath(resolve(terminal.cwd, file))
    temporary = `${path}.${randomUUID()}.tmp`
    const { mode } = await stat(path)
    await writeFile(temporary, text, { flag: 'wx' })
    await chmod(temporary, mode)
    await rename(temporary, path)
    return []
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { force: true }).catch(() => undefined)
    return [cannotWrite(`cannot write ${file}: ${fileErrorReason(error)}`)]
  }
}
