import { parentPort, workerData } from 'node:worker_threads'
import type { Statement } from '../emit/emitted-file.js'
import type { OutputFile } from '../options.js'
import { ownTools } from './tools.js'

/** What a thread is started for. */
export type ToolName = 'print' | 'format'

export type Question =
  | { readonly tool: 'print'; readonly statements: readonly Statement[] }
  | { readonly tool: 'format'; readonly file: OutputFile }

export type Answer = { readonly id: number } & ({ readonly text: string } | { readonly error: Error })

async function answer(question: Question): Promise<{ readonly text: string } | { readonly error: Error }> {
  try {
    const { tool } = question
    return {
      text: await (tool === 'print' ? ownTools.print(question.statements) : ownTools.format(question.file)),
    }
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }
}

// The body of a thread: questions in, texts out.
parentPort?.on('message', ({ id, question }: { readonly id: number; readonly question: Question }) => {
  void answer(question).then((reply) => parentPort?.postMessage({ id, ...reply }))
})

// Loads its tool while the schema is read.
const tool: unknown = workerData
await (tool === 'print' ? ownTools.print([]) : ownTools.format({ path: 'first.ts', text: '' }))
parentPort?.postMessage('ready')
