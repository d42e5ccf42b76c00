import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GenerateOptions, GenerateResult, OutputFile } from '../../../generator/options.js'
import { generate } from '../../../generator/pipeline.js'

const runtimeFolder = join(import.meta.dirname, '../../../templates/runtime')

/** The runtime as it stands beside generated files. */
export function runtimeFiles(): readonly OutputFile[] {
  return readdirSync(runtimeFolder)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(runtimeFolder, path), 'utf8') }))
}

/** One schema called `api`. */
export async function run(text: string, options: Partial<GenerateOptions> = {}): Promise<GenerateResult> {
  return generate({
    schemas: [{ name: 'api', sources: [{ name: 'api.tl', text }], idRule: 'tdlib' }],
    main: 'api',
    importExtension: 'js',
    runtime: [],
    version: '1.0.0',
    ...options,
  })
}

/** The generated files by path, without their headers; the schema must be right. */
export async function emit(
  text: string,
  options: Partial<GenerateOptions> = {},
): Promise<ReadonlyMap<string, string>> {
  const { files, diagnostics } = await run(text, options)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  return new Map(
    files.map((file) => [file.path, file.text.replace(/^(?:\/\/ .*\n)+\/\* eslint-disable \*\/\n/, '')]),
  )
}

/** A top-level declaration of a generated file, found by its first words, without its doc comments. */
export function declaration(files: ReadonlyMap<string, string>, path: string, start: string): string {
  const file = files.get(path)?.replace(/^ *\/\*\*[^]*?\*\/\n/gm, '')
  if (file === undefined) throw new Error(`no ${path} in ${[...files.keys()].join(' ')}`)
  const at = `\n${file}`.indexOf(`\n${start}`)
  if (at < 0) throw new Error(`no ${start} in:\n${file}`)
  const rest = file.slice(at)
  // A top-level declaration ends before an empty line that no indented text follows.
  const end = /\n\n(?=\S)/.exec(rest)
  return (end ? rest.slice(0, end.index) : rest).trimEnd()
}
