import { makeBatch } from './batch.js'
import { Batches, type Wanted, type WantedBatch } from './batches.js'
import { buildIdentity } from './build-identity.js'
import { draftOf, renderedOf, type Draft, type Means, type Rendered } from './draft.js'
import type { RenderJob } from './job.js'
import { Making } from './making.js'
import { pieceInput, piecesOf } from './pieces.js'
import { startPool } from './pool.js'
import { ProgressCounter, type RenderProgress } from './progress.js'
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

/** The files of one run on their way. */
export interface Rendering {
  /** Takes a file. What has to be made of it is begun while others are still emitted. */
  readonly add: (job: RenderJob) => void
  /** Gives all of them, in the order in which they came. */
  readonly finish: (onProgress?: (progress: RenderProgress) => void) => Promise<Rendered[]>
}

/** Makes the final texts of files; it may be used for several runs, one after another. */
export interface Renderer {
  readonly begin: () => Rendering
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
    begin: () => {
      isAsked = true
      const drafts: Draft[] = []
      const samples: RenderJob[] = []
      const progress = new ProgressCounter()
      const making = new Making(tools)
      return {
        add: (job) => {
          const draft = draftOf(job, means, progress.countDone)
          progress.add(draft.wanted.length === 0)
          draft.wanted.forEach(making.add)
          drafts.push(draft)
          if (lasting && !rehearsal) samples.push(job)
        },
        finish: async (onProgress = () => undefined) => {
          progress.tellTo(onProgress)
          const made = making.end()
          // There is time for these while threads print and format.
          const whole = drafts.map((draft) =>
            draft.wanted.length === 0 ? renderedOf(draft, means) : undefined,
          )
          await Promise.all([made, rehearsal])
          const files = drafts.map((draft, at) => whole[at] ?? renderedOf(draft, means))
          if (later) later(cache.save)
          else await cache.save()
          isAsked = false
          if (lasting && pool) rehearsal ??= rehearse(samplesOf(samples), pool, () => !isAsked)
          return files
        },
      }
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
  const all: WantedBatch[] = []
  const batches = new Batches((one) => all.push(one))
  samples.forEach((one) => batches.add(one))
  batches.end()
  for (const { batch } of all) {
    if (!goesOn()) return
    await makeBatch(batch, tools)
  }
}
