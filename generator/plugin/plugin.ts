import { dirname, isAbsolute, join } from 'node:path'
import {
  createUnplugin,
  type UnpluginBuildContext,
  type UnpluginContext,
  type UnpluginInstance,
} from 'unplugin'
import { bundleWithEsbuild } from './esbuild-hooks.js'
import type { PluginOptions } from './options.js'
import { problemOf, problemText } from './problem.js'
import { createProject, type Project } from './project.js'
import { scriptOf, slashes } from './script.js'
import { onHotUpdate } from './vite-server.js'

/** The files that are imported as schemas; with a query (`./a.tl?raw`) they are the bundler's. */
const schemaFile = /\.tl$/

/** What is known of a run of a bundler only when it starts. */
interface Run {
  project: Project
  /** webpack and its kin show the text of an error only. */
  readonly showsPlaces: boolean
  /** Vite's server watches what it serves by itself. */
  isServing: boolean
}

function isInCache({ cache }: Project, path: string): boolean {
  return slashes(path).startsWith(`${slashes(cache)}/`)
}

type Resolved = { readonly id: string; readonly moduleSideEffects: false } | undefined

/**
 * Modules of the cache, found without the bundler: none has side effects, which Rollup would not know, and Vite would
 * let browsers keep them for ever, as it does with packages.
 */
function resolveInCache(project: Project, source: string, importer: string | undefined): Resolved {
  if (isAbsolute(source)) {
    return isInCache(project, source) ? { id: source, moduleSideEffects: false } : undefined
  }
  if (!/^\.\.?\//.test(source) || importer === undefined || !isInCache(project, importer)) return undefined
  return { id: slashes(join(dirname(importer), source)), moduleSideEffects: false }
}

async function loadSchema(
  run: Run,
  bundler: UnpluginBuildContext & UnpluginContext,
  id: string,
): Promise<string> {
  const { project, showsPlaces, isServing } = run
  const built = await project.build(id)
  // A module that could not be loaded is watched only if it is named; Vite's server would call it its own import.
  for (const path of built.watched) if (path !== id || !isServing) bundler.addWatchFile(path)
  if (built.kind === 'built') {
    if (built.warnings.length > 0) bundler.warn(problemText(built.warnings))
    return scriptOf(built.entry)
  }
  if (showsPlaces) bundler.error(problemOf(built.diagnostics, project.root))
  else bundler.error({ message: `\n${problemText(built.diagnostics)}`, stack: '' })
  // webpack goes on after an error: in a script without exports of its own it finds no missing ones.
  return `throw new Error(${JSON.stringify(`there are errors in ${slashes(id)}`)})\n`
}

/** One source for all bundlers: a `.tl` file is loaded as the module that is generated from it. */
export const tlforge: UnpluginInstance<PluginOptions | undefined, false> = createUnplugin<
  PluginOptions | undefined,
  false
>((options = {}, { framework }) => {
  const run: Run = {
    project: createProject(process.cwd(), options),
    showsPlaces: framework !== 'webpack' && framework !== 'rspack',
    isServing: false,
  }
  const start = (root: string): void => {
    run.project = createProject(root, options)
  }
  const resolveId = (source: string, importer?: string): Resolved =>
    resolveInCache(run.project, source, importer)
  const name = 'tlforge'
  if (framework === 'esbuild') {
    const setup = (build: Parameters<typeof bundleWithEsbuild>[0]): void => {
      start(build.initialOptions.absWorkingDir ?? process.cwd())
      bundleWithEsbuild(build, run.project)
    }
    return { name, esbuild: { setup } }
  }
  return {
    name,
    // Before what resolves and loads files of all kinds.
    enforce: 'pre',
    load: {
      filter: { id: schemaFile },
      handler(id) {
        return loadSchema(run, this, id)
      },
    },
    rollup: {
      resolveId,
      // Types of a schema that contain each other are modules that import each other, which is no mistake.
      onLog: (_, { code, ids = [] }) =>
        code !== 'CIRCULAR_DEPENDENCY' || !ids.every((path) => isInCache(run.project, path)),
    },
    rolldown: { resolveId },
    vite: {
      resolveId,
      configResolved: ({ root, command }) => {
        run.isServing = command === 'serve'
        start(root)
      },
      hotUpdate(change) {
        return onHotUpdate(run.project, this.environment, change)
      },
    },
    webpack: ({ context }) => start(context),
    rspack: ({ context }) => start(context),
  }
})
