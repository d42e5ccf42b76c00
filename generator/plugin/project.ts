import { join, resolve } from 'node:path'
import { loadTarget } from '../cli/load-target.js'
import { ownPackage } from '../cli/own-package.js'
import { withoutEchoes } from '../cli/report.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { GenerateOptions, OutputFile } from '../options.js'
import { generate } from '../pipeline.js'
import { readManifest, type Manifest } from '../write/manifest.js'
import { compileFile } from './compile.js'
import { entryFile } from './entry.js'
import { createFinder, type FoundTarget } from './find-target.js'
import { isCurrent, keyOf, store, storeFile } from './module-store.js'
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

export function createProject(defaultRoot: string, options: PluginOptions): Project {
  const root = resolve(defaultRoot, options.root ?? '.')
  const cache = resolve(root, options.cache ?? join('node_modules', '.cache', 'tlforge', 'modules'))
  const find = createFinder(root, options)
  const results = new Map<string, Built>()
  const wrongOptions = checkOptions(options)
  // One at a time: all share the folder of the runtime.
  let queue: Promise<unknown> = Promise.resolve()

  async function buildNow(file: string): Promise<Built> {
    const before = results.get(file)
    const result = await buildModule(file, before)
    results.set(file, result)
    return result
  }

  async function buildModule(file: string, before: Built | undefined): Promise<Built> {
    const fail = failure(before)
    if (wrongOptions.length > 0) return fail(wrongOptions, [file])
    const search = await find(file)
    if (search.kind === 'failed') return fail(search.diagnostics, [file, ...search.watched])
    const { found } = search
    const watched = [...new Set([file, ...found.watched])]
    const input = await loadTarget(found.target, found.root, root)
    if (!input.options) return fail(input.diagnostics, watched)
    const run: GenerateOptions = { ...input.options, copies: [], format: false }
    const key = keyOf(run)
    if (before?.key === key && input.diagnostics.length === 0) return { ...before, watched }
    const folder = join(cache, found.folder)
    const made = { kind: 'built', folder, entry: join(folder, 'entry.js'), watched, key } as const
    const isNew = !(await areCurrent(cache, folder, key, run))
    const problems = isNew ? await generateInto(cache, folder, key, run, found) : []
    const diagnostics = withoutEchoes([...input.diagnostics, ...problems])
    if (hasErrors(diagnostics)) return fail(diagnostics, watched, key)
    const typesProblems = options.types === false ? [] : await writeTypes(file, made.entry, run.version)
    const { manifest: files } = await readManifest(folder)
    return { ...made, files, warnings: [...diagnostics, ...typesProblems] }
  }

  return {
    root,
    cache,
    build: (file) => {
      const next = queue.then(() => buildNow(file))
      queue = next.catch(() => undefined)
      return next
    },
    dependants: (file) =>
      [...results].flatMap(([schema, { watched }]) => (watched.includes(file) ? [schema] : [])),
    last: (file) => results.get(file),
  }
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}

/** A failure leaves what was made before as it is. */
function failure(
  before: Built | undefined,
): (diagnostics: readonly Diagnostic[], watched: readonly string[], key?: string) => FailedModule {
  const lastGood = before?.kind === 'built' ? before : before?.lastGood
  return (diagnostics, watched, key = keyOf(diagnostics)) => ({
    kind: 'failed',
    diagnostics,
    watched: [...watched, ...(lastGood?.watched ?? [])],
    key,
    ...(lastGood && { lastGood }),
  })
}

const runtimeFolder = (cache: string): string => join(cache, 'runtime')
const runtimeKey = ({ runtime, version }: GenerateOptions): string => keyOf([version, runtime])

async function areCurrent(
  cache: string,
  folder: string,
  key: string,
  run: GenerateOptions,
): Promise<boolean> {
  const current = await Promise.all([
    isCurrent(folder, key),
    isCurrent(runtimeFolder(cache), runtimeKey(run)),
  ])
  return current.every(Boolean)
}

/** Generates and compiles; the folder is changed only where nothing is wrong. A run with warnings is not kept. */
async function generateInto(
  cache: string,
  folder: string,
  key: string,
  run: GenerateOptions,
  { schema }: FoundTarget,
): Promise<readonly Diagnostic[]> {
  const { files, diagnostics } = await generate(run)
  if (hasErrors(diagnostics)) return diagnostics
  const inModule = (name: string): readonly OutputFile[] =>
    files.flatMap(({ path, text }) =>
      path.startsWith(`${name}/`) ? compileFile({ path: path.slice(name.length + 1), text }) : [],
    )
  const module = inModule(schema.name)
  const own = await ownPackage()
  const entry = entryFile(module, own.version).flatMap(compileFile)
  // The next run is to say the warnings again: its key does not fit.
  const kept = diagnostics.length > 0 ? `${key} with warnings` : key
  return [
    ...diagnostics,
    ...(await storeFile(cache, 'package.json', packageText)),
    ...(await store(runtimeFolder(cache), runtimeKey(run), inModule('runtime'))),
    ...(await store(folder, kept, [...module, ...entry])),
  ]
}

/** What is imported from the cache is ESM, and needs to be in a bundle only if it is used. */
const packageText = `${JSON.stringify({ private: true, type: 'module', sideEffects: false })}\n`
