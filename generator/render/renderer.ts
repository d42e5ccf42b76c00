import { withLayer } from '../emit/layer-mark.js'
import type { OutputFile } from '../options.js'
import { buildIdentity } from './build-identity.js'
import { sha256 } from './hash.js'
import { jobPath, type RenderJob } from './job.js'
import { startPool, type RenderPool } from './pool.js'
import { openTextCache, type TextCache } from './text-cache.js'

/** Options of `openRenderer`. */
export interface RendererOptions {
  /** Folder of the cache, such as `node_modules/.cache/tlforge`; without it, texts are kept in memory only. */
  readonly cache?: string
  /** How many threads print and format; with 0 it is done in place. */
  readonly threads?: number
}

/** How far a `render` is; `fromCache` counts the files that did not have to be made. */
export interface RenderProgress {
  readonly done: number
  readonly total: number
  readonly fromCache: number
}

/** Makes the final texts of files; it may be used for several runs. */
export interface Renderer {
  readonly render: (
    jobs: readonly RenderJob[],
    onProgress?: (progress: RenderProgress) => void,
  ) => Promise<OutputFile[]>
  readonly close: () => Promise<void>
}

/** Opens the cache and starts the threads, which load their tools while the schema is read. */
export async function openRenderer({ cache: folder, threads = 0 }: RendererOptions = {}): Promise<Renderer> {
  const pool = threads > 0 ? startPool(threads) : undefined
  const [cache, build] = await Promise.all([openTextCache(folder), buildIdentity()])
  return {
    render: async (jobs, onProgress = () => undefined) => {
      const files = await renderAll(jobs, { cache, build, pool }, onProgress)
      await cache.save()
      return files
    },
    close: async () => pool?.close(),
  }
}

interface Means {
  readonly cache: TextCache
  readonly build: string
  readonly pool: RenderPool | undefined
}

async function renderAll(
  jobs: readonly RenderJob[],
  { cache, build, pool }: Means,
  onProgress: (progress: RenderProgress) => void,
): Promise<OutputFile[]> {
  const wanted = jobs.map(withoutLayer)
  const keys = wanted.map((job) => (isDone(job) ? '' : sha256(`${build}\n${JSON.stringify(job)}`)))
  const texts = wanted.map((job, index) => (isDone(job) ? job.file.text : cache.get(keys[index] ?? '')))
  const missing = [...texts.keys()].filter((index) => texts[index] === undefined)
  const fromCache = jobs.length - missing.length
  let done = fromCache
  const take = (index: number, text: string): void => {
    const at = missing[index] ?? 0
    texts[at] = text
    cache.set(keys[at] ?? '', text)
    done += 1
    onProgress({ done, total: jobs.length, fromCache })
  }
  onProgress({ done, total: jobs.length, fromCache })
  const open = missing.flatMap((index) => wanted[index] ?? [])
  if (open.length > 0) await (pool ? pool.render(open, take) : renderInPlace(open, take))
  return jobs.map((job, index) => ({ path: jobPath(job), text: finalText(job, texts[index] ?? '') }))
}

/** True for a text that stays as it is. */
function isDone(job: RenderJob): job is RenderJob & { readonly kind: 'text' } {
  return job.kind === 'text' && job.format === false
}

/** For a key that stays with a new layer, and a text that has its mark. */
function withoutLayer(job: RenderJob): RenderJob {
  if (job.kind === 'text' || job.file.layer === undefined) return job
  return { ...job, file: { ...job.file, layer: 0 } }
}

function finalText({ kind, file }: RenderJob, text: string): string {
  return kind === 'text' ? text : withLayer(text, file.layer)
}

async function renderInPlace(
  jobs: readonly RenderJob[],
  onText: (index: number, text: string) => void,
): Promise<void> {
  // Loaded here: a run that finds all texts in the cache needs no formatter.
  const { renderJob } = await import('./render-job.js')
  for (const [index, job] of jobs.entries()) onText(index, (await renderJob(job)).text)
}
