import { Option, type Command } from 'commander'
import { basename, resolve } from 'node:path'
import type { Diagnostic, SourceText } from '../diagnostics/diagnostic.js'
import type { SchemaInput } from '../options.js'
import { document, documentForms, type DocumentForm, type DocumentOptions } from '../pipeline.js'
import { writeOutput } from '../write/write-output.js'
import { loadConfig } from './load-config.js'
import { loadDocTemplates } from './load-doc-templates.js'
import { loadTarget } from './load-target.js'
import { countOf } from './progress.js'
import { shownPath, withShownPath } from './read-file.js'
import { readSchema } from './read-schema.js'
import { formatOption, jsonOption, quietOption, report, type OutputOptions } from './report.js'
import { chooseTargets } from './regenerate.js'
import { inTarget } from './run-target.js'
import type { ExitCode, Terminal } from './terminal.js'

interface CommandOptions extends OutputOptions {
  readonly output: string
  readonly as: DocumentForm
  readonly templates?: string
  readonly import?: string
  readonly title?: string
  readonly image?: string
  readonly older?: readonly string[]
  readonly clients?: boolean
  readonly all?: boolean
  readonly config?: string
  readonly target?: string
}

/** What is documented, or why nothing can be. */
interface Input {
  readonly input?: Pick<DocumentOptions, 'schemas' | 'main' | 'idExceptions' | 'specifier'>
  readonly diagnostics: readonly Diagnostic[]
  /** Gives what is wrong with options its place in the configuration. */
  readonly place?: (diagnostics: readonly Diagnostic[]) => Promise<readonly Diagnostic[]>
}

const examples = `
Without files, the schemas of the configuration's target are documented, as far as they are generated; with --all,
all of them. A file of --templates replaces the skeleton of the same name: method.md, constructor.md, type.md,
error.md, index.md, llms.txt.

Examples:
  tlforge docs                                   Markdown of the configuration's target, into docs/reference
  tlforge docs td_api.tl --output docs/td        of a schema
  tlforge docs --as json --output build/pages    the models of the pages, for other tools
  tlforge docs --as llms --output build          one text, build/llms.txt
  tlforge docs --older api-190.tl api-222.tl     with what changed since those layers`

/** `tlforge docs` */
export function addDocs(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const form = new Option('--as <form>', 'what is written').choices(documentForms).default('markdown')
  program
    .command('docs')
    .description('write pages about methods, constructors, types and errors')
    .argument('[file...]', 'schemas, each by itself: files, npm:PACKAGE or URLs')
    .option('--output <folder>', 'the folder of the pages', 'docs/reference')
    .addOption(form)
    .option('--templates <folder>', 'skeletons that replace those of tlforge')
    .option('--import <module>', 'what examples import; by default the name of the package')
    .option('--title <text>', 'the title of the first page')
    .option('--image <address>', 'a picture for the front matter of the pages')
    .option('--older <file...>', 'older states of the main schema, each with its `// LAYER`')
    .option('--clients', "show calls through teleproto's and mtcute's clients, for Telegram's API")
    .option('--all', 'the whole schemas, also where a part of them is generated')
    .option('--config <file>', 'the configuration; by default the nearest tlforge.config.{ts,js,mjs,json}')
    .option('--target <name>', 'the target of the configuration; by default the first')
    .addOption(formatOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .addHelpText('after', examples)
    .action(async (files: readonly string[], _: unknown, command: Command) => {
      end(await docs(terminal, files, command.optsWithGlobals<CommandOptions>()))
    })
}

async function docs(
  terminal: Terminal,
  files: readonly string[],
  options: CommandOptions,
): Promise<ExitCode> {
  const { input, diagnostics, place } = await (files.length > 0
    ? readFiles(terminal, files)
    : readTarget(terminal, options))
  if (!input) return report(terminal, diagnostics, options)
  const older = await Promise.all((options.older ?? []).map((file) => readSchema(terminal, file)))
  const templates = await loadDocTemplates(terminal.cwd, options.templates)
  const problems = [
    ...diagnostics,
    ...older.flatMap((result) => result.diagnostics),
    ...templates.diagnostics,
  ]
  if (problems.some(({ severity }) => severity === 'error')) return report(terminal, problems, options)
  const main = input.schemas.find(({ name }) => name === input.main)
  const result = document({
    ...input,
    ...(options.all === true && { schemas: input.schemas.map(wholeOf) }),
    ...(options.import !== undefined && { specifier: options.import }),
    title: options.title ?? `The schema ${input.main}`,
    ...(options.image !== undefined && { image: options.image }),
    hasClients: options.clients === true,
    older: older.flatMap(({ source }): readonly SchemaInput[] =>
      source ? [{ name: input.main, sources: [source], idRule: main?.idRule ?? 'auto' }] : [],
    ),
    templates: templates.templates,
    form: options.as,
  })
  const found = [...problems, ...result.diagnostics]
  const all = place ? await place(found) : found
  if (all.some(({ severity }) => severity === 'error')) return report(terminal, all, options)
  const path = resolve(terminal.cwd, options.output)
  const folder = shownPath(terminal.cwd, path)
  const written = await writeOutput(path, result.files)
  const { diagnostics: ofWriting, ...counts } = written
  if (ofWriting.length > 0) {
    return report(terminal, [...all, ...withShownPath(ofWriting, path, folder)], options)
  }
  const text = `${countOf(result.files.length, 'file')} in ${folder}\n`
  return report(terminal, all, options, { text, data: { output: folder, files: counts } })
}

/** Each file is a schema, named after the file; the first is the main one. */
async function readFiles({ cwd }: Terminal, files: readonly string[]): Promise<Input> {
  const results = await Promise.all(files.map((file) => readSchema({ cwd }, file)))
  const diagnostics = results.flatMap((result) => result.diagnostics)
  const schemas = results.flatMap(({ source }): readonly SchemaInput[] =>
    source ? [{ name: nameOf(source), sources: [source], idRule: 'auto' }] : [],
  )
  const main = schemas[0]?.name ?? ''
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics }
  return { input: { schemas, main, specifier: `./${main}` }, diagnostics }
}

/** `api` of `schema/api.tl`; what is said of a text that was brought to TL is no part of it. */
function nameOf({ name }: SourceText): string {
  return basename(name.replace(/ \(as TL\)$/, '').replace(/\.(?:tl|json)$/, ''))
}

async function readTarget(terminal: Terminal, options: CommandOptions): Promise<Input> {
  const result = await loadConfig(terminal.cwd, options.config)
  if (result.kind === 'failed') return result
  const { loaded } = result
  const [target] = chooseTargets(loaded, options.target)
  if (!target) return { diagnostics: [] }
  const { options: generated, diagnostics } = await loadTarget(target, loaded.root, terminal.cwd)
  if (!generated) return { diagnostics }
  const { schemas, main, idExceptions } = generated
  const specifier = target.package?.name ?? `./${basename(target.output)}`
  return {
    input: { schemas, main, specifier, ...(idExceptions && { idExceptions }) },
    diagnostics,
    place: (problems) => inTarget(problems, target, { loaded, terminal }),
  }
}

function wholeOf(schema: SchemaInput): SchemaInput {
  return { ...schema, subset: {} }
}
