import { Option, type Command } from 'commander'
import { basename } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Schema } from '../ir/schema.js'
import { readSchema } from './read-schema.js'
import { jsonOption, quietOption, report } from './report.js'
import type { ExitCode, Terminal } from './terminal.js'

interface DiffOptions {
  readonly format: 'text' | 'markdown' | 'json'
  readonly failOn: 'never' | 'breaking' | 'any'
  readonly json?: boolean
  readonly quiet?: boolean
  readonly color: boolean
}

const examples = `
A schema is a file of TL, Telegram's JSON or mtcute's, npm:PACKAGE, or a URL. "Same id" marks changes that the
constructor id does not show, such as a new flag.

Examples:
  tlforge diff layer-227.tl layer-228.tl
  tlforge diff --format markdown old.tl npm:@mtcute/core > CHANGES.md
  tlforge diff --json old.tl new.tl                for a program, with what is wrong with the schemas
  tlforge diff --fail-on breaking --quiet old.tl new.tl
                                                   for CI: the exit code is 1 if code that uses the classes breaks`

/** `tlforge diff` */
export function addDiff(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const format = new Option('--format <format>', 'how it is printed')
  const failOn = new Option('--fail-on <changes>', 'which changes make the exit code 1')
  program
    .command('diff')
    .description('say what a schema brings compared with another one, and whom it breaks')
    .argument('<old>', 'the schema before')
    .argument('<new>', 'the schema after')
    .addOption(format.choices(['text', 'markdown', 'json']).default('text'))
    .addOption(failOn.choices(['never', 'breaking', 'any']).default('never'))
    .addOption(jsonOption())
    .addOption(quietOption())
    .addHelpText('after', examples)
    .action(async (before: string, after: string, _: unknown, command: Command) => {
      end(await diff(terminal, [before, after], command.optsWithGlobals<DiffOptions>()))
    })
}

async function diff(
  terminal: Terminal,
  [before, after]: readonly [string, string],
  { format, failOn, ...style }: DiffOptions,
): Promise<ExitCode> {
  const [old, now] = [await loadSchema(terminal, before), await loadSchema(terminal, after)]
  const diagnostics = [...old.diagnostics, ...now.diagnostics]
  const isWrong = diagnostics.some(({ severity }) => severity === 'error')
  if (isWrong || !old.schema || !now.schema) return report(terminal, diagnostics, style)
  const { diffSchemas } = await import('../diff/diff-schemas.js')
  const { diffData, renderDiffJson, renderDiffMarkdown, renderDiffText } =
    await import('../diff/render-diff.js')
  const result = diffSchemas(old.schema, now.schema)
  const render = { text: renderDiffText, markdown: renderDiffMarkdown, json: renderDiffJson }[format]
  await report(terminal, diagnostics, style, { text: render(result), data: diffData(result) })
  const isBreaking = result.readers === 'breaking' || result.writers === 'breaking'
  const fails = failOn === 'any' ? result.definitions.length > 0 : failOn === 'breaking' && isBreaking
  return fails ? 1 : 0
}

interface LoadedSchema {
  readonly schema?: Schema
  readonly diagnostics: readonly Diagnostic[]
}

/** A checked schema. What is wrong with an id is not the business of a comparison. */
async function loadSchema(terminal: Terminal, name: string): Promise<LoadedSchema> {
  const read = await readSchema(terminal, name)
  if (!read.source) return { diagnostics: read.diagnostics }
  const { checkModule } = await import('../check/check-module.js')
  const { parseSchema } = await import('../syntax/parse.js')
  const parsed = parseSchema(read.source)
  const input = { name: basename(name), sources: [read.source], idRule: 'auto' } as const
  const { schema, diagnostics } = checkModule(input, [parsed.schema], [])
  const ownErrors = diagnostics.filter(({ code, severity }) => severity === 'error' && code !== 'TL2003')
  return { schema, diagnostics: [...read.diagnostics, ...parsed.diagnostics, ...ownErrors] }
}
