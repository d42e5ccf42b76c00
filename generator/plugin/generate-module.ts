import { join } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { GenerateOptions, GenerateResult, OutputFile } from '../options.js'
import { Memory } from '../memory.js'
import { generateWith } from '../pipeline.js'
import { openRenderer, type Renderer } from '../render/renderer.js'
import { createCompiler } from './compile.js'
import { entryFile } from './entry.js'
import { isCurrent, keyOf, store, storeFile } from './module-store.js'

/** Where a module is kept, and what it is made from. */
export interface ModuleRequest {
  /** Absolute. */
  readonly folder: string
  /** The schema of the run whose module it is. */
  readonly schema: string
  readonly key: string
  readonly run: GenerateOptions
}

/** Keeps what it has generated and compiled, so that a change costs what it touches. */
export interface ModuleMaker {
  readonly isCurrent: (request: ModuleRequest) => Promise<boolean>
  /** The folder is changed only where nothing is wrong. */
  readonly make: (request: ModuleRequest) => Promise<readonly Diagnostic[]>
}

/** What is imported from the cache is ESM, and needs to be in a bundle only if it is used. */
const packageText = `${JSON.stringify({ private: true, type: 'module', sideEffects: false })}\n`

export function createMaker(cache: string): ModuleMaker {
  const runtime = join(cache, 'runtime')
  const compile = createCompiler()
  const memory = new Memory()
  let renderer: Promise<Renderer> | undefined
  let latest: { readonly key: string; readonly result: GenerateResult } | undefined
  const hasOwnRuntime = ({ runtimeFrom }: GenerateOptions): boolean => runtimeFrom !== 'imported'
  const runtimeKey = (run: GenerateOptions): string => keyOf([run.version, run.runtime])

  /** All schemas of a target come from one run. */
  async function generateOnce(key: string, run: GenerateOptions): Promise<GenerateResult> {
    if (latest?.key === key) return latest.result
    renderer ??= openRenderer({ cache: join(cache, '.texts') })
    const result = await generateWith(await renderer, run, memory)
    latest = { key, result }
    return result
  }

  return {
    async isCurrent({ folder, key, run }) {
      const current = await Promise.all([
        isCurrent(folder, key),
        hasOwnRuntime(run) ? isCurrent(runtime, runtimeKey(run)) : true,
      ])
      return current.every(Boolean)
    },
    async make({ folder, schema, key, run }) {
      const { files, diagnostics } = await generateOnce(key, run)
      if (diagnostics.some(({ severity }) => severity === 'error')) return diagnostics
      const inFolder = (name: string): readonly OutputFile[] =>
        files.flatMap(({ path, text }) =>
          path.startsWith(`${name}/`) ? [{ path: path.slice(name.length + 1), text }] : [],
        )
      const own = inFolder(schema)
      const module = compile(folder, [...own, entryFile(own, run)])
      // The next run is to give the warnings again: its key does not fit.
      const kept = diagnostics.length > 0 ? `${key} with warnings` : key
      return [
        ...diagnostics,
        ...(await storeFile(cache, 'package.json', packageText)),
        ...(hasOwnRuntime(run)
          ? await store(runtime, runtimeKey(run), compile(runtime, inFolder('runtime')))
          : []),
        ...(await store(folder, kept, module)),
      ]
    },
  }
}
