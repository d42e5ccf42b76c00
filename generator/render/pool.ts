import { Worker } from 'node:worker_threads'
import type { RenderJob } from './job.js'

/** Threads that render. */
export interface RenderPool {
  /** The texts of the jobs, in their order; each is told when it is there. */
  readonly render: (
    jobs: readonly RenderJob[],
    onText: (index: number, text: string) => void,
  ) => Promise<void>
  readonly close: () => Promise<void>
}

/** How many jobs a thread has before it: with one alone it would wait between them. */
const depth = 3

/**
 * Threads take memory for their own copies of the tools, so their heaps are kept small; one file of the largest
 * schemas takes about a third of it.
 */
const resourceLimits = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 16 } as const

/** From so many files on, a second thread is worth the time that it takes to load its tools. */
const largeRun = 60

interface Reply {
  readonly index: number
  readonly text: string
}

/** Starts a pool. Threads run JavaScript: they are not for who runs tlforge from its sources. */
export function startPool(threads: number): RenderPool {
  const file = new URL('./worker.js', import.meta.url)
  const workers: Worker[] = []
  const start = (count: number): void => {
    while (workers.length < count) {
      const worker = new Worker(file, { resourceLimits })
      worker.unref()
      workers.push(worker)
    }
  }
  // One has its tools ready by the time that it is known what is to be done; the others are for large runs.
  start(1)
  return {
    render: async (jobs, onText) => {
      start(jobs.length < largeRun ? 1 : threads)
      const queue = [...jobs.entries()]
      await Promise.all(workers.map((worker) => serve(worker, queue, onText)))
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** Gives a thread jobs of the queue until it is empty. */
function serve(
  worker: Worker,
  queue: [number, RenderJob][],
  onText: (index: number, text: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let open = 0
    const give = (): void => {
      for (
        let next = open < depth ? queue.shift() : undefined;
        next;
        next = open < depth ? queue.shift() : undefined
      ) {
        const [index, job] = next
        open += 1
        worker.postMessage({ index, job })
      }
      if (open === 0) end(resolve)
    }
    const end = (then: () => void): void => {
      worker.off('message', take).off('error', fail).unref()
      then()
    }
    const take = ({ index, text }: Reply): void => {
      open -= 1
      onText(index, text)
      give()
    }
    const fail = (error: unknown): void =>
      end(() => reject(error instanceof Error ? error : new Error(String(error))))
    worker.on('message', take).on('error', fail).ref()
    give()
  })
}
