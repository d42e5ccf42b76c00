import { parentPort } from 'node:worker_threads'
import type { RenderJob } from './job.js'
import { renderJob } from './render-job.js'

// The body of a thread: jobs in, texts out, in the order in which they come.
parentPort?.on('message', ({ index, job }: { readonly index: number; readonly job: RenderJob }) => {
  renderJob(job).then(
    ({ text }) => parentPort?.postMessage({ index, text }),
    // Thrown in the thread, it reaches the pool as an error of the thread.
    (error: unknown) =>
      setImmediate(() => {
        throw error
      }),
  )
})
