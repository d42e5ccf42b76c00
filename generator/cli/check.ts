import { Option, type Command } from 'commander'
import { basename } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { GenerateSummary, IdRule, SchemaInput } from '../options.js'
import type { CheckOptions } from '../pipeline.js'
import { countOf } from './progress.js'
import { readSource } from './read-file.js'
import { readSchema } from './read-schema.js'
import { formatOption, jsonOption, quietOption, report, type OutputOptions } from './report.js'
import type { ExitCode, Terminal } from './terminal.js'

interface CommandOptions extends OutputOptions {
  readonly idRule: IdRule
  readonly idExceptions?: string
  readonly together?: boolean
}

const examples = `
Each file is a schema of its own, named after the file; with --together, all files are one schema.

Examples:
  tlforge check api.tl mtproto.tl
  tlforge check --id-rule tdlib td_api.tl
  tlforge check --together types.tl functions.tl
  tlforge check --id-exceptions id-exceptions.json api.tl
  tlforge check --format sarif schema/*.tl > tlforge.sarif    for code hosts and editors
  tlforge check --json api.tl                                 counts and problems, for a program`

/** `tlforge check` */
export function addCheck(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const idRule = new Option('--id-rule <rule>', 'which text constructor ids are the CRC32 of')
  program
    .command('check')
    .description('look for mistakes in schemas')
    .argument('<file...>', 'schemas: files, npm:PACKAGE or URLs')
    .addOption(idRule.choices(['auto', 'telegram', 'tdlib']).default('auto'))
    .option('--id-exceptions <file>', 'a JSON file of ids that are known not to follow the rule')
    .option('--together', 'check the files as one schema')
    .addOption(formatOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .addHelpText('after', examples)
    .action(async (files: readonly string[], _: unknown, command: Command) => {
      end(await runCheck(terminal, files, command.optsWithGlobals<CommandOptions>()))
    })
}

async function runCheck(
  terminal: Terminal,
  files: readonly string[],
  options: CommandOptions,
): Promise<ExitCode> {
  const { input, diagnostics } = await readAll(terminal, files, options)
  const { check } = await import('../pipeline.js')
  const result = check(input)
  const all = [...diagnostics, ...result.diagnostics]
  const isFine = !all.some(({ severity }) => severity === 'error')
  const text = isFine ? `${fineText(result.summary)}\n` : ''
  return report(terminal, all, options, { text, data: result.summary })
}

async function readAll(
  { cwd }: Terminal,
  files: readonly string[],
  { idRule, idExceptions, together }: CommandOptions,
): Promise<{ readonly input: CheckOptions; readonly diagnostics: readonly Diagnostic[] }> {
  const results = await Promise.all(files.map((file) => readSchema({ cwd }, file)))
  const exceptions = idExceptions === undefined ? undefined : await readSource(cwd, idExceptions)
  const sources = results.flatMap(({ source }) => (source ? [source] : []))
  const groups =
    together === true ? [sources].filter((group) => group.length > 0) : sources.map((source) => [source])
  const schemas = groups.map((group): SchemaInput => ({
    name: basename(group[0]?.name ?? '', '.tl'),
    sources: group,
    idRule,
  }))
  return {
    input: { schemas, ...(exceptions?.source && { idExceptions: exceptions.source }) },
    diagnostics: [...results, ...(exceptions ? [exceptions] : [])].flatMap((result) => result.diagnostics),
  }
}

function fineText({ definitions, verifiedIds, explainedExceptions, computedIds }: GenerateSummary): string {
  const ids = [
    `${countOf(verifiedIds)} verified`,
    ...(explainedExceptions > 0 ? [countOf(explainedExceptions, 'explained exception')] : []),
    ...(computedIds > 0 ? [`${countOf(computedIds)} computed`] : []),
  ]
  return `no mistakes in ${countOf(definitions, 'definition')}; ids: ${ids.join(', ')}`
}
