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
  let formatter: ToolThread | undefined
  const startFormatter = (): ToolThread => (formatter ??= new ToolThread('format'))
  // One after another: there is nothing to format before something is printed, and who emits needs a core, too.
  const printer = new ToolThread('print', startFormatter)
  return {
    print: (statements) => printer.ask({ tool: 'print', statements }),
    format: (file) => startFormatter().ask({ tool: 'format', file }),
    close: async () => {
      await Promise.all([printer.close(), formatter?.close()])
    },
  }
}
