import { ToolThread } from './tool-thread.js'
import type { Tools } from './tools.js'

/** Tools in threads of their own. */
export interface ToolPool extends Tools {
  readonly close: () => Promise<void>
}

/**
 * Starts a thread that prints and one that formats. Each has one tool alone: to load and to compile ts-morph or
 * prettier takes a second, and 50 MiB.
 */
export function startPool(): ToolPool {
  const printer = new ToolThread('print')
  const formatter = new ToolThread('format')
  return {
    print: (statements) => printer.ask({ tool: 'print', statements }),
    format: (file) => formatter.ask({ tool: 'format', file }),
    close: async () => {
      await Promise.all([printer.close(), formatter.close()])
    },
  }
}
