import type { OutputFile } from '../options.js'
import { makeBatch } from './batch.js'
import { batchesOf, type Wanted, type WantedBatch } from './batches.js'
import { buildIdentity } from './build-identity.js'
import { draftOf, fileOf, type Draft, type Means } from './draft.js'
import type { RenderJob } from './job.js'
import { pieceInput, piecesOf } from './pieces.js'
import { startPool } from './pool.js'
import { openTextCache } from './text-cache.js'
import { ownTools, type Tools } from './tools.js'

/** Options of `openRenderer`. */
export interface RendererOptions {
  /** Folder of the cache, such as `node_modules/.cache/tlforge`; without it, texts are kept in memory only. */
  readonly cache?: string
  /** Whether threads print and format; else it is done in place. */
  readonly threads?: boolean
  /**
   * There will be several runs: threads stay for the next, and after the first run get some of it once more, so that
   * they are at full speed.
   */
  readonly lasting?: boolean
  /** Takes what may be done when nobody waits, such as writing the cache; by default it is done at once. */
  readonly later?: (work: () => Promise<void>) => void
}

/** Statements are enough of a rehearsal, where so many have been asked for. */
const rehearsed = 600

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
  threads = false,
  lasting = false,
  later,
}: RendererOptions = {}): Promise<Renderer> {
  const pool = threads ? startPool() : undefined
  const [cache, build] = await Promise.all([openTextCache(folder), buildIdentity()])
  const means: Means = { cache, build, made: new WeakMap() }
  const tools = pool ?? ownTools
  let rehearsal: Promise<unknown> | undefined
  let isAsked = false
  return {
    render: async (jobs, onProgress = () => undefined) => {
      isAsked = true
      await rehearsal
      const { drafts, wanted } = draftAll(jobs, means, onProgress)
      await makeAll(wanted, tools, lasting ? undefined : pool?.endPrinting)
      const files = drafts.map((draft) => fileOf(draft, means))
      if (later) later(cache.save)
      else await cache.save()
      isAsked = false
      if (lasting && pool) rehearsal ??= rehearse(samplesOf(jobs), pool, () => !isAsked)
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

/** Ends when somebody waits for the threads. */
async function rehearse(samples: readonly Wanted[], tools: Tools, goesOn: () => boolean): Promise<void> {
  for (const { batch } of batchesOf(samples)) {
    if (!goesOn()) return
    await makeBatch(batch, tools)
  }
}

interface Drafts {
  readonly drafts: readonly Draft[]
  readonly wanted: readonly Wanted[]
}

function draftAll(
  jobs: readonly RenderJob[],
  means: Means,
  onProgress: (progress: RenderProgress) => void,
): Drafts {
  let done = 0
  const drafts = jobs.map((job) => draftOf(job, means, () => tell(1)))
  const fromCache = drafts.filter(({ wanted }) => wanted.length === 0).length
  const tell = (more: number): void => {
    done += more
    onProgress({ done, total: jobs.length, fromCache })
  }
  tell(fromCache)
  return { drafts, wanted: drafts.flatMap(({ wanted }) => wanted) }
}

async function makeAll(
  wanted: readonly Wanted[],
  tools: Tools,
  onPrinted: () => void = () => undefined,
): Promise<void> {
  const batches = batchesOf(wanted)
  let unprinted = batches.filter(({ batch }) => batch.kind === 'statements').length
  const print: Tools['print'] = async (statements) => {
    const text = await tools.print(statements)
    unprinted -= 1
    if (unprinted === 0) onPrinted()
    return text
  }
  const make = async ({ batch, takers }: WantedBatch): Promise<void> => {
    const texts = await makeBatch(batch, { ...tools, print })
    takers.forEach((take, at) => take(texts[at] ?? ''))
  }
  await Promise.all(batches.map(make))
}
