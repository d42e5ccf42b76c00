import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, relative, resolve } from 'node:path'
import { inConfig, loadConfig, type LoadedConfig, type LoadResult } from '../cli/load-config.js'
import type { TargetConfig } from '../config.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { targetOf, type PluginOptions } from './options.js'
import { slashes } from './script.js'

/** How a `.tl` file is generated, and where that is written down. */
export interface FoundTarget {
  readonly target: TargetConfig
  /** The name of the schema that the file belongs to. */
  readonly schema: string
  /** The folder that paths of the target are relative to. */
  readonly from: string
  /** The folder of the generated module: the name of the file, and a hash that tells files of one name apart. */
  readonly folder: string
  /** The files that are named; some may be missing. */
  readonly watched: readonly string[]
  /** Gives what is wrong with options its place in the configuration. */
  readonly place: (diagnostics: readonly Diagnostic[]) => Promise<readonly Diagnostic[]>
}

export type FindResult =
  | { readonly kind: 'found'; readonly found: FoundTarget }
  | {
      readonly kind: 'failed'
      readonly diagnostics: readonly Diagnostic[]
      readonly watched: readonly string[]
    }

/** Finds the target that lists a file; the configuration is loaded again only where its text has changed. */
export function createFinder(root: string, options: PluginOptions): (file: string) => Promise<FindResult> {
  let known: { readonly loaded: LoadedConfig; readonly text: string } | undefined

  /** Nothing where there is no configuration, which is no mistake here. */
  async function load(): Promise<LoadResult | undefined> {
    if (options.config === false) return undefined
    if (known && (await readText(known.loaded.file)) === known.text) {
      return { kind: 'loaded', loaded: known.loaded }
    }
    known = undefined
    const result = await loadConfig(root, options.config)
    if (result.kind === 'loaded') {
      known = { loaded: result.loaded, text: await readText(result.loaded.file) }
    }
    const isMissing =
      result.kind === 'failed' &&
      options.config === undefined &&
      result.diagnostics.some(({ message }) => message.startsWith('no tlforge.config'))
    return isMissing ? undefined : result
  }

  return async (file) => {
    const result = await load()
    if (result?.kind !== 'failed') {
      const found = result && findInConfig(result.loaded, file, root)
      return { kind: 'found', found: found ?? byItself(file, root, options, result?.loaded) }
    }
    const { diagnostics } = result
    const named = options.config === undefined || options.config === false ? [] : [options.config]
    const shown = diagnostics.flatMap(({ place }) => (place ? [place.source.name] : []))
    return { kind: 'failed', diagnostics, watched: [...named, ...shown].map((path) => resolve(root, path)) }
  }
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}

function findInConfig(
  { config, file: configFile, root: from }: LoadedConfig,
  file: string,
  root: string,
): FoundTarget | undefined {
  for (const [index, target] of config.targets.entries()) {
    const schema = target.schemas.find(({ files }) => files.some((one) => resolve(from, one) === file))
    if (!schema) continue
    return {
      target,
      schema: schema.name,
      from,
      folder: folderName(schema.files, [target.name, schema.name]),
      watched: [...pathsOf(target, from), configFile],
      place: (diagnostics) =>
        inConfig(
          diagnostics.map((diagnostic) => inTarget(diagnostic, index)),
          configFile,
          root,
        ),
    }
  }
  return undefined
}

/** Options of a target, which the pipeline knows, become those of the configuration. */
function inTarget(diagnostic: Diagnostic, index: number): Diagnostic {
  return diagnostic.option ? { ...diagnostic, option: ['targets', index, ...diagnostic.option] } : diagnostic
}

function byItself(
  file: string,
  root: string,
  options: PluginOptions,
  loaded: LoadedConfig | undefined,
): FoundTarget {
  const path = slashes(relative(root, file))
  const target = targetOf(path, options.schema)
  return {
    target,
    schema: target.schemas[0]?.name ?? '',
    from: root,
    folder: folderName([path], []),
    watched: [...pathsOf(target, root), ...(loaded ? [loaded.file] : [])],
    place: (diagnostics) => Promise.resolve(diagnostics),
  }
}

function pathsOf({ schemas, idExceptions }: TargetConfig, from: string): readonly string[] {
  const paths = [
    ...schemas.flatMap(({ files, errors = [] }) => [...files, ...errors]),
    ...(idExceptions === undefined ? [] : [idExceptions]),
  ]
  return paths.filter(isFile).map((path) => resolve(from, path))
}

/** False for what a schema can be besides: a package or a URL, which nobody can watch. */
export function isFile(name: string): boolean {
  return !/^(?:npm:|https?:\/\/)/i.test(name)
}

function folderName(files: readonly string[], owner: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([owner, files]))
  const name = basename(files[0] ?? '')
    .replace(/\.tl$/, '')
    .replace(/[^\w.-]/g, '-')
  return `${name}-${hash.digest('hex').slice(0, 8)}`
}
