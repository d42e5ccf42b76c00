import type { OutputFile } from '../options.js'
import { ToolThread } from './tool-thread.js'
import type { Tools } from './tools.js'

/** Tools in threads of their own. */
export interface ToolPool extends Tools {
  /** Nothing more is to be printed: where there is much to format still, another thread does so instead. */
  readonly endPrinting: () => void
  readonly close: () => Promise<void>
}

/** How many texts a thread has before it: with one alone it would wait between them. */
const depth = 2

/** With so many texts to go, one more thread is worth the time that it takes to load and to compile its tool. */
const many = 40

interface Waiting {
  readonly file: OutputFile
  readonly resolve: (text: string) => void
  readonly reject: (error: unknown) => void
}

/**
 * Starts a thread that prints and one that formats. Each has one tool alone: to load and to compile ts-morph or
 * prettier takes a second, and 50 MiB.
 */
export function startPool(): ToolPool {
  let printer: ToolThread | undefined = new ToolThread('print')
  const formatters = [new ToolThread('format')]
  const waiting: Waiting[] = []
  const closing: Promise<void>[] = []
  const feed = (): void => {
    for (const thread of formatters) {
      for (let next = take(thread); next; next = take(thread)) {
        void thread.ask({ tool: 'format', file: next.file }).then(next.resolve, next.reject).finally(feed)
      }
    }
  }
  const take = (thread: ToolThread): Waiting | undefined =>
    thread.load < depth ? waiting.shift() : undefined
  return {
    print: (statements) => {
      printer ??= new ToolThread('print')
      return printer.ask({ tool: 'print', statements })
    },
    format: (file) =>
      new Promise((resolve, reject) => {
        waiting.push({ file, resolve, reject })
        feed()
      }),
    endPrinting: () => {
      if (!printer) return
      closing.push(printer.close())
      printer = undefined
      if (waiting.length < many) return
      formatters.push(new ToolThread('format'))
      feed()
    },
    close: async () => {
      await Promise.all([...closing, ...formatters.map((one) => one.close()), printer?.close()])
    },
  }
}
