import { watch as watchPaths, type FSWatcher } from 'chokidar'
import { existsSync } from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { openRenderer } from '../render/renderer.js'
import { Kept } from './kept.js'
import { cacheFolder, loadConfig, type LoadedConfig, type LoadResult } from './load-config.js'
import type { ExitCode, Terminal } from './terminal.js'

/** How long, in milliseconds, nothing may change before a run begins: editors write a file in several steps. */
const quietTime = 30

/** One run over all targets of a configuration, with what is kept from the runs before. */
export type WatchedRun = (kept: Kept, config: LoadResult) => Promise<unknown>

/**
 * Runs now, and again whenever a file of the configuration changes, until the user interrupts it. A run with mistakes
 * is followed by others; a run that goes on when the interruption comes is completed.
 */
export async function watch(
  terminal: Terminal,
  { config: file, cache }: { readonly config?: string; readonly cache: boolean },
  run: WatchedRun,
): Promise<ExitCode> {
  const renderer = await openRenderer({
    ...(cache && cacheOf(await loadConfig(terminal.cwd, file))),
    threads: terminal.threads === true,
    lasting: true,
    later: (work) => kept.later('texts', work),
  })
  const kept: Kept = new Kept(renderer)
  const watcher = watchPaths([], { ignoreInitial: true })
  const followed = new Set<string>()
  let wake: () => void = () => undefined
  let timer: NodeJS.Timeout | undefined
  let isDone = false
  const noteChange = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => wake(), quietTime)
  }
  // Of a second change of a file within 50 ms, only what the system says can be heard.
  watcher.on('raw', noteChange).on('all', noteChange)
  void terminal.untilInterrupted?.().then(() => {
    isDone = true
    wake()
  })
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => (wake = resolve))
      const config = await loadConfig(terminal.cwd, file)
      follow(
        watcher,
        followed,
        config,
        file === undefined ? configNames(terminal.cwd) : [resolve(terminal.cwd, file)],
      )
      await run(kept, config)
      if (finished()) return 0
      terminal.stderr.write('watching for changes; Ctrl-C ends it\n')
      kept.idle()
      await changed
      kept.busy()
      if (finished()) return 0
    }
  } finally {
    clearTimeout(timer)
    await Promise.all([watcher.close(), renderer.close(), kept.close()])
  }

  function finished(): boolean {
    return isDone
  }
}

/** What was made in runs before is of use to the first one. No folder `node_modules` is made where there is none. */
function cacheOf(result: LoadResult): { readonly cache?: string } {
  if (result.kind === 'failed') return {}
  const { root } = result.loaded
  return existsSync(join(root, 'node_modules')) ? { cache: cacheFolder(root) } : {}
}

/**
 * Watches all that the configuration names by now; what it names no longer does no harm.
 * @param named the files that a configuration is looked for in
 */
function follow(
  watcher: FSWatcher,
  followed: Set<string>,
  result: LoadResult,
  named: readonly string[],
): void {
  const isFirst = followed.size === 0
  // Of a configuration that has become wrong all is watched already.
  const wanted = result.kind === 'loaded' ? [...inputsOf(result.loaded)] : isFirst ? named : []
  const added = wanted.filter((path) => !followed.has(path))
  for (const path of added) followed.add(path)
  if (added.length > 0) watcher.add(added)
}

function configNames(cwd: string): string[] {
  return ['ts', 'js', 'mjs', 'json'].map((ending) => resolve(cwd, `tlforge.config.${ending}`))
}

/** The files and folders that the targets are made from, and the configuration itself. */
export function inputsOf({ config, file, root }: LoadedConfig): ReadonlySet<string> {
  const outputs = config.targets.map((target) => resolve(root, target.output))
  const inputs = config.targets.flatMap((target) => {
    // A file of changes is written, not read.
    const schemas = target.schemas.map((schema) => ({ ...schema, changes: '' }))
    return stringsIn({ ...target, schemas, name: '', output: '' })
  })
  const paths = inputs.filter(isPath).map((path) => resolve(root, path))
  return new Set([file, ...paths.filter((path) => !outputs.some((output) => isWithin(output, path)))])
}

/** What stands in a configuration and is no name or number: it has a folder or an ending. */
function isPath(text: string): boolean {
  return !/^(?:npm|https?):/i.test(text) && /[/\\]|\.\w+$/.test(text)
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

function isWithin(outer: string, inner: string): boolean {
  const path = relative(outer, inner)
  return path === '' || (!isAbsolute(path) && path.split(sep)[0] !== '..')
}
