import { join, resolve } from 'node:path'
import { loadTarget } from '../cli/load-target.js'
import { withoutEchoes } from '../cli/report.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { GenerateOptions } from '../options.js'
import { readManifest, type Manifest } from '../write/manifest.js'
import { runKey } from '../write/run-key.js'
import { createFinder, isFile } from './find-target.js'
import { createMaker, type ModuleMaker } from './generate-module.js'
import { keyOf } from './module-store.js'
import { checkOptions, type PluginOptions } from './options.js'
import { writeTypes } from './types-file.js'

/** What became of a `.tl` file that is imported. */
export type Built = BuiltModule | FailedModule

export interface BuiltModule {
  readonly kind: 'built'
  /** The folder of the module: absolute. */
  readonly folder: string
  /** What the `.tl` file stands for: an absolute path. */
  readonly entry: string
  /** The files of the folder with the hashes of their texts. */
  readonly files: Manifest
  /** All files whose change may change the module. */
  readonly watched: readonly string[]
  readonly warnings: readonly Diagnostic[]
  /** Differs whenever the module does. */
  readonly key: string
}

export interface FailedModule {
  readonly kind: 'failed'
  readonly watched: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
  /** The same as long as the mistake is. */
  readonly key: string
  /** Made before the mistake, and still on the disk. */
  readonly lastGood?: BuiltModule
}

/** The schemas of one bundler run. */
export interface Project {
  readonly root: string
  /** The folder of the generated modules. */
  readonly cache: string
  /** Generates the module of a `.tl` file, if anything it is made from has changed. */
  readonly build: (file: string) => Promise<Built>
  /** The imported `.tl` files that a change of this file may concern. */
  readonly dependants: (file: string) => readonly string[]
  /** What became of a file last. */
  readonly last: (file: string) => Built | undefined
}

/** @param defaultRoot the bundler's root, which the option `root` is relative to. */
export function createProject(defaultRoot: string, options: PluginOptions): Project {
  const root = resolve(defaultRoot, options.root ?? '.')
  const cache = resolve(root, options.cache ?? join('node_modules', '.cache', 'tlforge', 'modules'))
  const results = new Map<string, Built>()
  const buildModule = createBuilder(root, cache, options)
  // One at a time: all share the folder of the runtime.
  let queue: Promise<unknown> = Promise.resolve()
  return {
    root,
    cache,
    // Bundlers have `/` on every system: here a file has one name.
    build: (id) => {
      const file = resolve(id)
      const next = queue.then(async () => {
        const built = await buildModule(file, results.get(file))
        results.set(file, built)
        return built
      })
      queue = next.catch(() => undefined)
      return next
    },
    dependants: (file) =>
      [...results].flatMap(([schema, { watched }]) => (watched.includes(resolve(file)) ? [schema] : [])),
    last: (file) => results.get(resolve(file)),
  }
}

function createBuilder(
  root: string,
  cache: string,
  options: PluginOptions,
): (file: string, before: Built | undefined) => Promise<Built> {
  const find = createFinder(root, options)
  const maker = createMaker(cache)
  const wrongOptions = checkOptions(options)
  return async (file, before) => {
    const fail = failure(before)
    if (wrongOptions.length > 0) return fail(wrongOptions, [file])
    const search = await find(file)
    if (search.kind === 'failed') return fail(search.diagnostics, [file, ...search.watched])
    const { target, schema, from, folder: name, watched: listed, place } = search.found
    const input = await loadTarget(target, from, root)
    if (!input.options) return fail(input.diagnostics, [file, ...listed])
    const run: GenerateOptions = { ...input.options, copies: [], format: false }
    const watched = [...new Set([file, ...listed, ...sourcesOf(run, root)])]
    const key = await runKey(run)
    // A file that cannot be decoded is in no key: its problems would be lost.
    if (key !== undefined && before?.key === key && input.diagnostics.length === 0)
      return { ...before, watched }
    const folder = join(cache, name)
    const problems = await makeModule(maker, { folder, schema, key: key ?? keyOf(Date.now()), run })
    const diagnostics = withoutEchoes(await place([...input.diagnostics, ...problems]))
    if (diagnostics.some(({ severity }) => severity === 'error')) return fail(diagnostics, watched, key)
    const entry = join(folder, 'entry.js')
    const warnings =
      options.types === false
        ? diagnostics
        : [...diagnostics, ...(await writeTypes(file, entry, run.version))]
    const { manifest: files } = await readManifest(folder)
    return { kind: 'built', folder, entry, files, watched, warnings, key: key ?? '' }
  }
}

async function makeModule(
  maker: ModuleMaker,
  request: Parameters<ModuleMaker['make']>[0],
): Promise<readonly Diagnostic[]> {
  return (await maker.isCurrent(request)) ? [] : maker.make(request)
}

/** Every file that was read for a run. */
function sourcesOf({ schemas, idExceptions }: GenerateOptions, root: string): readonly string[] {
  const sources = [
    ...schemas.flatMap(({ sources, errors = [], descriptions = [] }) => [
      ...sources,
      ...errors,
      ...descriptions.map(({ source }) => source),
    ]),
    ...(idExceptions ? [idExceptions] : []),
  ]
  return sources.flatMap(({ name }) => (isFile(name) ? [resolve(root, name)] : []))
}

/** A failure leaves what was made before as it is. */
function failure(
  before: Built | undefined,
): (diagnostics: readonly Diagnostic[], watched: readonly string[], key?: string) => FailedModule {
  const lastGood = before?.kind === 'built' ? before : before?.lastGood
  return (diagnostics, watched, key = keyOf(diagnostics)) => ({
    kind: 'failed',
    diagnostics,
    watched: [...new Set([...watched, ...(lastGood?.watched ?? [])])],
    key,
    ...(lastGood && { lastGood }),
  })
}
