import { setImmediate } from 'node:timers/promises'
import { packageFiles } from './emit/package-files.js'
import type { Memory } from './memory.js'
import type { GenerateOptions, OutputFile } from './options.js'
import type { ModulePlan } from './plan/module-plan.js'
import type { RenderJob } from './render/job.js'
import type { Rendering } from './render/renderer.js'
import type { Stages } from './stages.js'

/** So many milliseconds answers wait at most: a thread that has printed waits for what another is to format. */
const patience = 15

/**
 * Gives each file away as soon as it is emitted; returns how many there are. In between answers of threads are taken,
 * but for a memory of several runs, of which another one must not begin in the middle.
 */
export async function emitAll(
  plans: readonly ModulePlan[],
  options: GenerateOptions,
  memory: Memory,
  give: (job: RenderJob) => void,
): Promise<number> {
  let count = 0
  let since = performance.now()
  for (const job of jobsOf(plans, options, memory)) {
    give(job)
    count += 1
    if (!memory.isForOne || performance.now() - since < patience) continue
    await setImmediate()
    since = performance.now()
  }
  return count
}

function* jobsOf(
  plans: readonly ModulePlan[],
  options: GenerateOptions,
  memory: Memory,
): Iterable<RenderJob> {
  const { version } = options
  const style = options.format === false ? ({ format: false } as const) : {}
  for (const plan of plans) {
    const { layer } = plan.schema
    for (const file of memory.emit(plan, options)) {
      yield file.isTable === true
        ? { kind: 'text', file: memory.table(file, version), format: false }
        : { kind: 'structures', file, version, ...style, ...(layer !== undefined && { layer }) }
    }
  }
  for (const file of packageFiles(options, plans)) yield { kind: 'text', file, ...style }
}

/** The texts of all files that were given away. */
export async function rendered(
  rendering: Rendering,
  count: number,
  memory: Memory,
  stages: Stages,
): Promise<readonly OutputFile[]> {
  const start = stages.start('format', { files: count })
  let cached = 0
  const files = await rendering.finish(({ done, total, fromCache }) => {
    cached = fromCache
    stages.progress('format', { files: done }, done / total)
  })
  stages.end('format', { files: files.length, cached }, start)
  for (const { of } of files) if (of) memory.framed(of.file, of.frame)
  return files.map(({ output }) => output)
}
