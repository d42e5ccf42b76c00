import { lilconfig, type Loaders } from 'lilconfig'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { parseConfig, wrongValue, type TlforgeConfig } from '../config.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { fileErrorCode, fileErrorReason } from '../write/file-errors.js'
import { loadModule } from './compile-config.js'
import { readSource, shownPath } from './read-file.js'

/** A configuration and where it comes from. */
export interface LoadedConfig {
  readonly config: TlforgeConfig
  readonly file: string
  /** The folder of the file: paths in the configuration are relative to it. */
  readonly root: string
}

/** A configuration, or why there is none. */
export type LoadResult =
  | { readonly kind: 'loaded'; readonly loaded: LoadedConfig }
  | { readonly kind: 'failed'; readonly diagnostics: readonly Diagnostic[] }

/** The files that a configuration is looked for in, the first ones first. */
export const configNames = [
  'tlforge.config.ts',
  'tlforge.config.js',
  'tlforge.config.mjs',
  'tlforge.config.json',
]

const loaders: Loaders = { '.ts': loadModule, '.js': loadModule, '.mjs': loadModule, '.json': parseJson }

/** A configuration that is no JSON. */
class NotJson extends Error {
  readonly path: string
  readonly text: string

  constructor(path: string, text: string) {
    super(`${path} is not JSON`)
    this.path = path
    this.text = text
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new NotJson(path, text)
  }
}

async function describeNotJson({ path, text }: NotJson, cwd: string): Promise<LoadResult> {
  const { jsonProblem } = await import('../import/json-problem.js')
  const { message, span } = jsonProblem(text)
  const place = { source: { name: shownPath(cwd, path), text }, span }
  const diagnostic: Diagnostic = { code: 'TL4004', severity: 'error', message: `not JSON: ${message}`, place }
  return { kind: 'failed', diagnostics: [diagnostic] }
}

function failed(code: Diagnostic['code'], message: string, hint?: string): LoadResult {
  const diagnostic: Diagnostic = { code, severity: 'error', message, ...(hint !== undefined && { hint }) }
  return { kind: 'failed', diagnostics: [diagnostic] }
}

function describeFailure(error: unknown, file: string | undefined): LoadResult {
  const what = file ?? 'the configuration'
  if (fileErrorCode(error) !== undefined) {
    return failed('TL4001', `cannot read ${what}: ${fileErrorReason(error)}`)
  }
  // The file is a program of the user: whatever it throws is a mistake in it.
  return failed('TL4001', `cannot load ${what}: ${error instanceof Error ? error.message : String(error)}`)
}

async function find(
  cwd: string,
  file: string | undefined,
): Promise<{ path: string; value: unknown } | undefined> {
  const searcher = lilconfig('tlforge', { searchPlaces: configNames, loaders, cache: false })
  const result = file === undefined ? await searcher.search(cwd) : await searcher.load(resolve(cwd, file))
  if (!result) return undefined
  const value: unknown = result.config
  return { path: result.filepath, value }
}

/** True where `inner` is `outer` or below it. */
function isWithin(outer: string, inner: string): boolean {
  const path = relative(outer, inner)
  return path === '' || (!isAbsolute(path) && path.split(/[\\/]/)[0] !== '..')
}

function checkPaths(loaded: LoadedConfig): Diagnostic[] {
  return [...checkOutputs(loaded), ...checkChanges(loaded)]
}

/** Output folders that contain the configuration or each other would mix files of different owners. */
function checkOutputs({ config, root }: LoadedConfig): Diagnostic[] {
  const outputs = config.targets.map((target) => resolve(root, target.output))
  return outputs.flatMap((output, index): Diagnostic[] => {
    const wrong = (why: string): Diagnostic[] => [wrongValue(['targets', index, 'output'], why)]
    if (isWithin(output, root)) return wrong('the folder contains the configuration itself')
    const other = outputs.findIndex(
      (path, at) => at < index && (isWithin(path, output) || isWithin(output, path)),
    )
    return other === -1 ? [] : wrong(`the folder and that of \`targets[${other}]\` contain each other`)
  })
}

/** A file of changes tells of one schema, and is the user's: nothing in an output folder is. */
function checkChanges({ config, root }: LoadedConfig): Diagnostic[] {
  const files = config.targets.flatMap(({ schemas }, target) =>
    schemas.flatMap(({ changes }, schema) =>
      changes === undefined
        ? []
        : [{ path: resolve(root, changes), at: ['targets', target, 'schemas', schema, 'changes'] }],
    ),
  )
  const outputs = config.targets.map((target) => resolve(root, target.output))
  return files.flatMap(({ path, at }, index) => {
    if (outputs.some((output) => isWithin(output, path)))
      return [wrongValue(at, 'the file would be in an output folder')]
    const isTaken = files.findIndex((one) => one.path === path) < index
    return isTaken ? [wrongValue(at, 'another schema has the same file')] : []
  })
}

/** Loads the configuration named by `file`, or the nearest one from `cwd` upwards. */
export async function loadConfig(cwd: string, file?: string): Promise<LoadResult> {
  let found: { path: string; value: unknown } | undefined
  try {
    found = await find(cwd, file)
  } catch (error) {
    if (error instanceof NotJson) return describeNotJson(error, cwd)
    return describeFailure(error, file)
  }
  if (!found) {
    const hint = 'write one, or name it with --config'
    return failed('TL4001', `no ${configNames.join(', ')} in this folder or above it`, hint)
  }
  const parsed = parseConfig(found.value)
  const loaded = { file: found.path, root: dirname(found.path) }
  const diagnostics =
    'diagnostics' in parsed ? parsed.diagnostics : checkPaths({ ...loaded, config: parsed.config })
  if ('diagnostics' in parsed || diagnostics.length > 0) {
    return { kind: 'failed', diagnostics: await inConfig(diagnostics, found.path, cwd) }
  }
  return { kind: 'loaded', loaded: { ...loaded, config: parsed.config } }
}

/** Diagnostics of options, with the place in the configuration file. */
export async function inConfig(
  diagnostics: readonly Diagnostic[],
  file: string,
  cwd: string,
): Promise<readonly Diagnostic[]> {
  if (!diagnostics.some(({ option, place }) => option && !place)) return diagnostics
  const { source } = await readSource(cwd, file)
  if (!source) return diagnostics
  // The compiler that finds the places takes a while to load.
  const { placeInConfig } = await import('./config-places.js')
  return placeInConfig(diagnostics, source)
}

/** The folder of what is kept between runs. */
export function cacheFolder(root: string): string {
  return join(root, 'node_modules', '.cache', 'tlforge')
}
