import type { Command } from 'commander'
import { randomUUID } from 'node:crypto'
import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { decodeSource } from '../syntax/decode.js'
import { fileKept, refusedWrite } from '../write/file-errors.js'
import { readSource, type ReadResult } from './read-file.js'
import { jsonOption, quietOption, report, type OutputOptions } from './report.js'
import { UsageError, type ExitCode, type Terminal } from './terminal.js'

interface FmtOptions extends OutputOptions {
  readonly check?: boolean
}

/** What became of a file. */
interface Formatted {
  readonly file: string
  readonly state: 'formatted' | 'rewritten' | 'not formatted' | 'failed'
  /** The formatted text, where it goes to stdout. */
  readonly text?: string
}

const examples = `
A file with syntax errors is left as it is.

Examples:
  tlforge fmt api.tl mtproto.tl     format in place
  tlforge fmt --check schema/*.tl   change nothing; fail if a file is not formatted
  tlforge fmt --json schema/*.tl    what became of each file, for a program
  tlforge fmt - < in.tl > out.tl    from stdin to stdout`

/** `tlforge fmt` */
export function addFmt(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command('fmt')
    .description('format schemas')
    .argument('<file...>', 'TL files, or - for stdin')
    .option('--check', 'change nothing, but fail if a file is not formatted')
    .addOption(jsonOption())
    .addOption(quietOption())
    .addHelpText('after', examples)
    .action(async (files: readonly string[], _: unknown, command: Command) => {
      end(await fmt(terminal, files, command.optsWithGlobals<FmtOptions>()))
    })
}

async function fmt(terminal: Terminal, files: readonly string[], options: FmtOptions): Promise<ExitCode> {
  if (files.includes('-') && files.length > 1) throw new UsageError('stdin (-) cannot be mixed with files')
  const diagnostics: Diagnostic[] = []
  const done: Formatted[] = []
  for (const file of files) {
    const { diagnostics: problems, ...formatted } = await fmtOne(terminal, file, options)
    diagnostics.push(...problems)
    done.push(formatted)
  }
  const unformatted = done.filter(({ state }) => state === 'not formatted')
  if (options.json !== true) {
    for (const { file } of unformatted) terminal.stderr.write(`${file} is not formatted\n`)
  }
  // What was asked for on stdout is no remark that --quiet leaves out.
  const text = done.map((one) => one.text ?? (options.quiet === true ? '' : remark(one))).join('')
  const style = { ...options, quiet: false }
  const code = await report(terminal, diagnostics, style, { text, data: { files: done } })
  return unformatted.length > 0 ? 1 : code
}

function remark({ file, state }: Formatted): string {
  return state === 'rewritten' ? `${file} was formatted\n` : ''
}

async function fmtOne(
  terminal: Terminal,
  name: string,
  { check }: FmtOptions,
): Promise<Formatted & { readonly diagnostics: readonly Diagnostic[] }> {
  const { formatSource } = await import('./fmt-source.js')
  const isStdin = name === '-'
  const file = isStdin ? 'stdin' : name
  const read = isStdin ? await readStdin(terminal) : await readSource(terminal.cwd, name)
  const { text, isFormatted, diagnostics } = formatSource(read)
  if (text === undefined) return { file, state: 'failed', diagnostics }
  if (check === true) return { file, state: isFormatted ? 'formatted' : 'not formatted', diagnostics }
  if (isStdin) return { file, state: 'formatted', text, diagnostics }
  if (isFormatted) return { file, state: 'formatted', diagnostics }
  const problems = await replaceFile(terminal, file, text)
  return {
    file,
    state: problems.length > 0 ? 'failed' : 'rewritten',
    diagnostics: [...diagnostics, ...problems],
  }
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
    return [refusedWrite(`cannot write ${file}`, error, fileKept)]
  }
}
