import type { Command } from 'commander'
import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Diagnostic, SourceText } from '../diagnostics/diagnostic.js'
import type { SchemaDiff } from '../diff/model.js'
import type { Schema } from '../ir/schema.js'
import { fileKept, refusedWrite } from '../write/file-errors.js'
import { readSource, type ReadResult } from './read-file.js'
import { readSchema } from './read-schema.js'
import { jsonOption, quietOption, report, type OutputOptions } from './report.js'
import type { ExitCode, Terminal } from './terminal.js'

interface UpdateOptions extends OutputOptions {
  readonly idExceptions?: string
  readonly dryRun?: boolean
}

const examples = `
The new schema is a file of TL, Telegram's JSON or mtcute's, npm:PACKAGE, or a URL. It is written as TL, and only if
its checks find no mistake; what it brings is shown first.

Examples:
  tlforge update schema/api.tl npm:@mtcute/core
  tlforge update schema/api.tl https://example.org/api.tl
  tlforge update --dry-run schema/api.tl new.json           show what would change
  tlforge update --dry-run --json schema/api.tl new.json    the same for a program
  tlforge update --id-exceptions id-exceptions.json schema/api.tl npm:@mtcute/core`

/** `tlforge update` */
export function addUpdate(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command('update')
    .description('replace a schema by a newer one, if that has no mistakes')
    .argument('<file>', 'the schema to replace')
    .argument('<from>', 'a file, npm:PACKAGE or a URL')
    .option('--id-exceptions <file>', 'a JSON file of ids that are known not to follow the rule')
    .option('--dry-run', 'show what would change, and write nothing')
    .addOption(jsonOption())
    .addOption(quietOption())
    .addHelpText('after', examples)
    .action(async (file: string, from: string, _: unknown, command: Command) => {
      end(await update(terminal, [file, from], command.optsWithGlobals<UpdateOptions>()))
    })
}

async function update(
  terminal: Terminal,
  [file, from]: readonly [string, string],
  options: UpdateOptions,
): Promise<ExitCode> {
  const read = await readSchema(terminal, from)
  const exceptions =
    options.idExceptions === undefined ? undefined : await readSource(terminal.cwd, options.idExceptions)
  const { schema, text, diagnostics } = await checkNew(file, read, exceptions)
  if (!schema || diagnostics.some(({ severity }) => severity === 'error')) {
    const code = await report(terminal, diagnostics, options)
    if (read.source && options.json !== true) terminal.stderr.write(`${file} stays as it is\n`)
    return code
  }
  const { source: old } = await readSource(terminal.cwd, file)
  const conclude = (state: State, diff?: SchemaDiff): Promise<ExitCode> =>
    concludeUpdate(terminal, diagnostics, options, { file, from, state, ...(diff && { diff }) })
  if (old?.text === text) return conclude('up to date')
  const diff = old && (await compare(old, schema))
  if (options.dryRun === true) return conclude('not written', diff)
  const problems = await replace(resolve(terminal.cwd, file), file, text)
  if (problems.length > 0) return report(terminal, [...diagnostics, ...problems], options)
  return conclude('written', diff)
}

type State = 'up to date' | 'not written' | 'written'

const stateTexts: Readonly<Record<State, (file: string) => string>> = {
  'up to date': (file) => `${file} is up to date\n`,
  'not written': (file) => `${file} is not written: --dry-run\n`,
  written: (file) => `${file} is written; tlforge regenerate brings its classes up to date\n`,
}

interface Updated {
  readonly file: string
  readonly from: string
  readonly state: State
  /** Absent where there was no file, or the same one. */
  readonly diff?: SchemaDiff
}

async function concludeUpdate(
  terminal: Terminal,
  diagnostics: readonly Diagnostic[],
  options: UpdateOptions,
  { diff, ...updated }: Updated,
): Promise<ExitCode> {
  const { diffData, renderDiffText } = await import('../diff/render-diff.js')
  const text = `${diff ? `${renderDiffText(diff)}\n` : ''}${stateTexts[updated.state](updated.file)}`
  const data = { ...updated, ...(diff && { diff: diffData(diff) }) }
  return report(terminal, diagnostics, options, { text, data })
}

interface CheckedText {
  readonly schema?: Schema
  readonly text: string
  readonly diagnostics: readonly Diagnostic[]
}

/** Checks a schema as if it were in its place already. */
async function checkNew(
  file: string,
  read: ReadResult,
  exceptions: ReadResult | undefined,
): Promise<CheckedText> {
  const before = [...read.diagnostics, ...(exceptions?.diagnostics ?? [])]
  if (!read.source) return { text: '', diagnostics: before }
  const { checkModule } = await import('../check/check-module.js')
  const { parseIdExceptions } = await import('../check/id-exceptions.js')
  const { parseSchema } = await import('../syntax/parse.js')
  const { printSchema } = await import('../syntax/print.js')
  const parsed = parseSchema(read.source)
  const known = exceptions?.source
    ? parseIdExceptions(exceptions.source)
    : { exceptions: [], diagnostics: [] }
  const name = basename(file, '.tl')
  const input = { name, sources: [read.source], idRule: 'auto' } as const
  const { schema, diagnostics } = checkModule(input, [parsed.schema], known.exceptions)
  const own = known.exceptions.length > 0 ? diagnostics.filter(({ code }) => code !== 'TL2013') : diagnostics
  const all = [...before, ...parsed.diagnostics, ...known.diagnostics, ...own]
  return { schema, text: printSchema(parsed.schema), diagnostics: all }
}

async function compare(before: SourceText, after: Schema): Promise<SchemaDiff> {
  const { checkModule } = await import('../check/check-module.js')
  const { diffSchemas } = await import('../diff/diff-schemas.js')
  const { parseSchema } = await import('../syntax/parse.js')
  const input = { name: before.name, sources: [before], idRule: 'auto' } as const
  const old = checkModule(input, [parseSchema(before).schema], []).schema
  return diffSchemas(old, after)
}

/** The file is the old one or the new one at any time. */
async function replace(path: string, shown: string, text: string): Promise<readonly Diagnostic[]> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await writeFile(temporary, text, { flag: 'wx' })
    await rename(temporary, path)
    return []
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    return [refusedWrite(`cannot write ${shown}`, error, fileKept)]
  }
}
