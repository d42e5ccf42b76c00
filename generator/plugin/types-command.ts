import type { Command } from 'commander'
import { relative, resolve, sep } from 'node:path'
import { loadConfig } from '../cli/load-config.js'
import { shownPath } from '../cli/read-file.js'
import { formatOption, jsonOption, quietOption, report, type OutputOptions } from '../cli/report.js'
import { UsageError, type ExitCode, type Terminal } from '../cli/terminal.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { createProject } from './project.js'
import { isFile } from './find-target.js'
import { typesName } from './types-file.js'

interface CommandOptions extends OutputOptions {
  readonly config?: string
}

const examples = `
What the plugin of a bundler does for \`import … from './telegram.tl'\`, without the bundler: the module is made in
node_modules/.cache, and its types stand in telegram.d.tl.ts beside the schema. A fresh clone is so type-checked before
its first build. Run it where the bundler runs. Without file names, the TL files of the configuration are taken.

Examples:
  tlforge types                     of all schemas of tlforge.config.ts
  tlforge types src/telegram.tl     of this one
  tlforge types --quiet && tsc      as a step before a type-check`

/** `tlforge types` */
export function addTypes(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command('types')
    .description('write the types of schemas that a bundler imports')
    .argument('[file...]', 'TL files')
    .option('--config <file>', 'the configuration; by default the nearest tlforge.config.{ts,js,mjs,json}')
    .addOption(formatOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .addHelpText('after', examples)
    .action(async (files: readonly string[], _: unknown, command: Command) => {
      end(await types(terminal, files, command.optsWithGlobals<CommandOptions>()))
    })
}

async function types(
  terminal: Terminal,
  named: readonly string[],
  options: CommandOptions,
): Promise<ExitCode> {
  const { cwd } = terminal
  const listed = named.length > 0 ? undefined : await listedFiles(cwd, options.config)
  if (listed && 'diagnostics' in listed) return report(terminal, listed.diagnostics, options)
  const files = listed?.files ?? named.map((file) => resolve(cwd, file))
  const wrong = files.find((file) => !file.endsWith('.tl'))
  if (wrong !== undefined) throw new UsageError(`${shownPath(cwd, wrong)} is no .tl file`)
  if (files.length === 0)
    throw new UsageError('the configuration has no .tl file', 'name one: tlforge types FILE')
  const config = options.config === undefined ? {} : { config: options.config }
  const project = createProject(cwd, config)
  const diagnostics: Diagnostic[] = []
  const made: { readonly file: string; readonly types: string; readonly module: string }[] = []
  for (const file of files) {
    const built = await project.build(file)
    diagnostics.push(...(built.kind === 'built' ? built.warnings : built.diagnostics))
    // A file of types that is not written is a warning.
    if (built.kind !== 'built' || built.warnings.some(({ code }) => code === 'TL4002')) continue
    const module = relative(cwd, built.entry).split(sep).join('/')
    made.push({ file: shownPath(cwd, file), types: shownPath(cwd, typesName(file)), module })
  }
  const text = made.map((one) => `${one.file}: types in ${one.types}\n`).join('')
  return report(terminal, diagnostics, options, { text, data: { files: made } })
}

/** The TL files that the targets of a configuration list: absolute. */
async function listedFiles(
  cwd: string,
  config: string | undefined,
): Promise<{ readonly files: readonly string[] } | { readonly diagnostics: readonly Diagnostic[] }> {
  const result = await loadConfig(cwd, config)
  if (result.kind === 'failed') return result
  const { root, config: loaded } = result.loaded
  const names = loaded.targets.flatMap(({ schemas }) => schemas.flatMap(({ files }) => files))
  const local = names.filter((name) => isFile(name) && name.endsWith('.tl'))
  return { files: [...new Set(local.map((name) => resolve(root, name)))] }
}
