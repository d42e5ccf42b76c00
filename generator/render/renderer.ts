import type { OutputFile } from '../options.js'
import { makeBatch } from './batch.js'
import { batchesOf, type Wanted } from './batches.js'
import { buildIdentity } from './build-identity.js'
import { draftOf, fileOf, type Means } from './draft.js'
import type { RenderJob } from './job.js'
import { pieceInput, piecesOf } from './pieces.js'
import { startPool } from './pool.js'
import { openTextCache } from './text-cache.js'
import { ownTools, type Tools } from './tools.js'

/** Options of `openRenderer`. */
export interface RendererOptions {
  /** Folder of the cache, such as `node_modules/.cache/tlforge`; without it, texts are kept in memory only. */
  readonly cache?: string
  /** How many threads format, beside one that prints; with 0 both are done in place. */
  readonly threads?: number
  /** After the first run the threads get some of it once more, so that they are at full speed for the next. */
  readonly rehearse?: boolean
}

/** Statements are enough of a rehearsal, where so many have been asked for. */
const rehearsed = 600

/** How many batches are on their way at once: the printer is to be ahead of who formats. */
const inFlight = 6

/** How far a `render` is, in files; `fromCache` counts those of which nothing had to be made. */
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
  const means: Means = { cache, build, made: new WeakMap() }
  const tools = pool ?? ownTools
  let rehearsal: Promise<unknown> | undefined
  return {
    render: async (jobs, onProgress = () => undefined) => {
      await rehearsal
      const files = await renderAll(jobs, means, tools, onProgress)
      await cache.save()
      if (rehearse && pool && !rehearsal) rehearsal = makeAll(samplesOf(jobs), pool)
      return files
    },
    close: async () => pool?.close(),
  }
}

/** Spread over all files. */
function samplesOf(jobs: readonly RenderJob[]): readonly Wanted[] {
  const pieces = jobs.flatMap(piecesOf).filter(({ kind }) => kind === 'statement')
  const step = Math.max(1, Math.ceil(pieces.length / rehearsed))
  const samples = pieces.filter((_, at) => at % step === 0)
  return samples.map((piece) => ({ piece, size: pieceInput(piece).length, take: () => undefined }))
}

async function renderAll(
  jobs: readonly RenderJob[],
  means: Means,
  tools: Tools,
  onProgress: (progress: RenderProgress) => void,
): Promise<OutputFile[]> {
  let done = 0
  const drafts = jobs.map((job) => draftOf(job, means, () => tell(1)))
  const fromCache = drafts.filter(({ wanted }) => wanted.length === 0).length
  const tell = (more: number): void => {
    done += more
    onProgress({ done, total: jobs.length, fromCache })
  }
  tell(fromCache)
  await makeAll(
    drafts.flatMap(({ wanted }) => wanted),
    tools,
  )
  return drafts.map((draft) => fileOf(draft, means))
}

async function makeAll(wanted: readonly Wanted[], tools: Tools): Promise<void> {
  const batches = batchesOf(wanted).values()
  const work = async (): Promise<void> => {
    for (const { batch, takers } of batches) {
      const texts = await makeBatch(batch, tools)
      takers.forEach((take, at) => take(texts[at] ?? ''))
    }
  }
  await Promise.all(Array.from({ length: inFlight }, work))
}
