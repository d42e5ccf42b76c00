import { Worker } from 'node:worker_threads'
import type { Answer, Question, ToolName } from './worker.js'

/**
 * Threads take memory for their own copies of the tools, so their heaps are kept small; one batch takes about a tenth
 * of it.
 */
const limits = {
  print: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 8 },
  format: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 16 },
} as const

interface Waiting {
  readonly resolve: (text: string) => void
  readonly reject: (error: Error) => void
}

/** A thread with one tool, which it loads at once. */
export class ToolThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #next = 0
  #isClosed = false
  /** Why there will be no more answers. */
  #failure: Error | undefined

  /**
   * Threads run JavaScript: they are not for who runs tlforge from its sources.
   * @param onReady is called when the tool has been loaded
   */
  constructor(tool: ToolName, onReady: () => void = () => undefined) {
    const url = new URL('./worker.js', import.meta.url)
    this.#worker = new Worker(url, { resourceLimits: limits[tool], workerData: tool })
    this.#worker.on('message', (message: Answer | 'ready') => {
      if (message !== 'ready') this.#take(message)
      // Messages come until the thread has ended; what is started then would never be closed.
      else if (!this.#isClosed) onReady()
    })
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))))
    // Last, since whoever listens keeps the process alive.
    this.#worker.unref()
  }

  ask(question: Question): Promise<string> {
    if (this.#failure) return Promise.reject(this.#failure)
    return new Promise((resolve, reject) => {
      const id = this.#next++
      this.#waiting.set(id, { resolve, reject })
      // A process does not end while it waits for an answer.
      this.#worker.ref()
      this.#worker.postMessage({ id, question })
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#worker.terminate()
  }

  #take({ id, ...answer }: Answer): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) this.#worker.unref()
    if (!waiting) throw new Error('an answer that nobody has asked for')
    if ('text' in answer) waiting.resolve(answer.text)
    else waiting.reject(answer.error)
  }

  #fail(error: Error): void {
    this.#failure = error
    const all = [...this.#waiting.values()]
    this.#waiting.clear()
    this.#worker.unref()
    for (const { reject } of all) reject(error)
  }
}
