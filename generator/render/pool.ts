import { ToolThread } from './tool-thread.js'
import type { Tools } from './tools.js'

/** Tools in threads of their own. */
export interface ToolPool extends Tools {
  readonly close: () => Promise<void>
}

/**
 * Starts a thread that prints and some that format. Each has one tool alone: to load and to compile ts-morph and
 * prettier takes a second each, and 50 MiB.
 */
export function startPool(formatters: number): ToolPool {
  const printer = new ToolThread('print')
  const others = Array.from({ length: formatters }, () => new ToolThread('format'))
  const [first = printer] = others
  const leastLoaded = (): ToolThread =>
    others.reduce((least, one) => (one.load < least.load ? one : least), first)
  return {
    print: (statements) => printer.ask({ tool: 'print', statements }),
    format: (file) => leastLoaded().ask({ tool: 'format', file }),
    close: async () => {
      await Promise.all([printer, ...others].map((thread) => thread.close()))
    },
  }
}
