import type { EmittedFile } from '../emit/emitted-file.js'
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
  /** After the first run the threads get some of it once more, so that they are at full speed for the next. */
  readonly rehearse?: boolean
}

/** Files are enough of a rehearsal, where so many have been asked for. */
const rehearsed = 150

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
export async function openRenderer({
  cache: folder,
  threads = 0,
  rehearse = false,
}: RendererOptions = {}): Promise<Renderer> {
  const pool = threads > 0 ? startPool(threads) : undefined
  const [cache, build] = await Promise.all([openTextCache(folder), buildIdentity()])
  const made = new WeakMap<EmittedFile, Made>()
  let rehearsal: Promise<void> | undefined
  return {
    render: async (jobs, onProgress = () => undefined) => {
      await rehearsal
      const files = await renderAll(jobs, { cache, build, pool, made }, onProgress)
      await cache.save()
      if (rehearse && pool && !rehearsal) rehearsal = pool.render(samplesOf(jobs), () => undefined)
      return files
    },
    close: async () => pool?.close(),
  }
}

/** Spread over all files. */
function samplesOf(jobs: readonly RenderJob[]): readonly RenderJob[] {
  const structures = jobs.filter(({ kind }) => kind === 'structures')
  const step = Math.max(1, Math.ceil(structures.length / rehearsed))
  return structures.filter((_, at) => at % step === 0)
}

/** What has been made of structures: those that are the very same are not even looked up. */
interface Made extends Style {
  readonly key: string
  readonly file: OutputFile
}

interface Style {
  readonly version: string
  readonly isFormatted: boolean
}

interface Means {
  readonly cache: TextCache
  readonly build: string
  readonly pool: RenderPool | undefined
  readonly made: WeakMap<EmittedFile, Made>
}

async function renderAll(
  jobs: readonly RenderJob[],
  means: Means,
  onProgress: (progress: RenderProgress) => void,
): Promise<OutputFile[]> {
  const files = jobs.map((job) => findFile(job, means))
  const missing = files.flatMap((file) => ('key' in file ? [file] : []))
  const results = new Map<Missing, OutputFile>()
  const fromCache = jobs.length - missing.length
  let done = fromCache
  const take = (index: number, text: string): void => {
    const one = missing[index]
    if (!one) throw new Error('a text that nobody has asked for')
    means.cache.set(one.key, text)
    results.set(one, keep(one.job, one.key, text, means))
    done += 1
    onProgress({ done, total: jobs.length, fromCache })
  }
  onProgress({ done, total: jobs.length, fromCache })
  const open = missing.map(({ job }) => withoutLayer(job))
  if (open.length > 0) await (means.pool ? means.pool.render(open, take) : renderInPlace(open, take))
  return files.flatMap((file) => ('key' in file ? (results.get(file) ?? []) : [file]))
}

/** A file whose text has to be made. */
interface Missing {
  readonly job: RenderJob
  readonly key: string
}

function findFile(job: RenderJob, means: Means): OutputFile | Missing {
  // Laid out already.
  if (job.kind === 'text' && job.format === false) return job.file
  const { cache, build, made } = means
  const known = job.kind === 'structures' ? made.get(job.file) : undefined
  if (known && job.kind === 'structures') {
    const { version, isFormatted } = styleOf(job)
    if (known.version === version && known.isFormatted === isFormatted) {
      cache.use(known.key)
      return known.file
    }
  }
  const key = sha256(`${build}\n${JSON.stringify(withoutLayer(job))}`)
  const text = cache.get(key)
  return text === undefined ? { job, key } : keep(job, key, text, means)
}

function keep(job: RenderJob, key: string, text: string, { made }: Means): OutputFile {
  const file = { path: jobPath(job), text: finalText(job, text) }
  if (job.kind === 'structures') made.set(job.file, { ...styleOf(job), key, file })
  return file
}

function styleOf({ version, format }: RenderJob & { readonly kind: 'structures' }): Style {
  return { version, isFormatted: format !== false }
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
  // Loaded here: a run that finds all texts in the cache needs neither ts-morph nor prettier.
  const { renderJob } = await import('./render-job.js')
  for (const [index, job] of jobs.entries()) onText(index, (await renderJob(job)).text)
}
