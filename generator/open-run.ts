import { KeptResults } from './kept-results.js'
import type { GenerateOptions } from './options.js'
import { openRenderer, type Renderer } from './render/renderer.js'

/** What nobody waits for, such as writing the caches. */
export type Work = () => Promise<void>

/** What the stages of one run work with. */
export interface OpenRun {
  readonly renderer: Renderer
  readonly kept?: KeptByKind
}

/** What other processes have made. */
export interface KeptByKind {
  readonly parsed: KeptResults
  readonly emitted: KeptResults
}

/**
 * Starts the threads and reads the caches: the sooner this is done, the more of it is over when the stages begin.
 * @param later takes what is left to do at the end
 */
export async function openRun(
  { formatCache: cache, threads = false }: Pick<GenerateOptions, 'formatCache' | 'threads'>,
  later: (work: Work) => void,
): Promise<OpenRun> {
  if (cache === undefined) return { renderer: await openRenderer({ threads, later }) }
  const [renderer, parsed, emitted] = await Promise.all([
    openRenderer({ cache, threads, later }),
    KeptResults.open(cache, 'parsed'),
    KeptResults.open(cache, 'emitted'),
  ])
  later(async () => {
    await Promise.all([parsed.save(), emitted.save()])
  })
  return { renderer, kept: { parsed, emitted } }
}
