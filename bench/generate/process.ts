// Runs a program to its end, or while it watches: wall time, CPU time of all its threads, peak memory.
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

const AT_EXIT = new URL('at-exit.mjs', import.meta.url).href
/** Clock ticks of the system in a second. */
const TICKS = 100

/** Milliseconds and MiB. */
export interface Cost {
  readonly wall: number
  readonly cpu: number
  readonly memory: number
}

const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', 'pipe']

export async function measure(args: readonly string[], cwd: string): Promise<Cost> {
  const start = performance.now()
  const child = spawn(process.execPath, ['--import', AT_EXIT, ...args], { cwd, stdio })
  const usage = collect(child, 3)
  const printed = [collect(child, 1), collect(child, 2)]
  await once(child, 'close')
  const wall = performance.now() - start
  if (child.exitCode !== 0)
    throw new Error(
      `${args.join(' ')} ended with ${String(child.exitCode)}\n${printed.map((text) => text()).join('')}`,
    )
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- printed by at-exit.mjs
  const { cpu, memory }: Omit<Cost, 'wall'> = JSON.parse(usage())
  return { wall, cpu, memory }
}

function collect(child: ChildProcess, at: number): () => string {
  let text = ''
  child.stdio[at]?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return () => text
}

/** A program that watches files. */
export class Watcher {
  readonly #child: ChildProcess
  #printed = ''

  constructor(args: readonly string[], cwd: string) {
    this.#child = spawn(process.execPath, [...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.#printed += chunk.toString()))
  }

  /** Waits until the program says that it waits for changes; gives what it took since `change` was called. */
  async run(change: () => void): Promise<Cost & { readonly printed: string }> {
    this.#printed = ''
    const before = this.#cpu()
    const start = performance.now()
    change()
    while (!this.#printed.includes('watching for changes')) {
      if (this.#child.exitCode !== null) throw new Error(`the watcher has ended\n${this.#printed}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    const wall = performance.now() - start
    const status = readFileSync(`/proc/${String(this.#child.pid)}/status`, 'utf8')
    const memory = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024
    return { wall, cpu: this.#cpu() - before, memory, printed: this.#printed }
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGINT')
    await once(this.#child, 'exit')
  }

  #cpu(): number {
    const fields = readFileSync(`/proc/${String(this.#child.pid)}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS
  }
}
